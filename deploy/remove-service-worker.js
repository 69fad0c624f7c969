// Served as sw.js in an emergency, it takes the service worker and the files that it keeps off every
// browser that comes by; pages load from the server from then on. What analysts keep is untouched.
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const remove = async () => {
    const prefix = `precache ${self.registration.scope} `;
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(remove());
});
