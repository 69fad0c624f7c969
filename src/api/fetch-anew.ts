/**
 * Forgets the application's files and its service worker, and loads it anew from the server: the way
 * out where what is kept is damaged. What the analyst has kept stays. Offline nothing is forgotten,
 * since nothing would come in its place.
 */
export async function fetchAnew(): Promise<void> {
  const root = new URL('.', document.baseURI).href;
  try {
    await fetch(root, { method: 'HEAD', cache: 'no-store' });
    const registration = await navigator.serviceWorker.getRegistration(root);
    const names = await caches.keys();
    const own = names.filter((name) => name.startsWith(`precache ${root} `));
    await Promise.all([registration?.unregister(), ...own.map((name) => caches.delete(name))]);
  } catch (error) {
    console.warn('The application could not be fetched anew:', error);
  }
  location.reload();
}
