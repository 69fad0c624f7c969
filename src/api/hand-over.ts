/**
 * How the service worker gets at the calibration worker of a page, which may use the graphics card:
 * it asks every page, takes one that answers, and sends it a port that the page passes on to its
 * worker. Both sides then speak comlink over that port, past the page's main thread.
 */
export type HandOverMessage = 'who-calibrates' | 'connect';

/** What a page asks of a service worker that is active and does not control it. */
export const claimMessage = 'claim';

/** What a page asks of a new version's service worker that waits: the analyst wants it. */
export const takeOverMessage = 'take over';

/** The page's side. `connect` passes a port to what exposes a `CalibrationService` on it. */
export function offerCalibration(
  container: ServiceWorkerContainer,
  connect: (port: MessagePort) => void,
): void {
  container.addEventListener(
    'message',
    ({ data, ports: [port] }: MessageEvent<HandOverMessage>) => {
      if (!port) return;
      if (data === 'who-calibrates') port.postMessage('this page');
      if (data === 'connect') connect(port);
    },
  );
  container.startMessages();
}
