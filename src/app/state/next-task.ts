/** Ends in a task of its own, so that what waits on the page comes in between. */
export function nextTask(): Promise<void> {
  // Browsers hold timers of hidden pages back, to one a second and later one a minute.
  if (globalThis.document?.visibilityState === 'hidden') return nextMessage();
  return new Promise((resolve) => setTimeout(resolve));
}

function nextMessage(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
