import { takeOverMessage } from './hand-over.ts';

/**
 * How the version that this page runs stands: `current`, or another is `ready` and waits for the
 * analyst's word, or another tab has `changed` over to it.
 */
export type VersionState = 'current' | 'ready' | 'changed';

export interface NewVersion {
  /** Goes over to the version that is ready: this page loads anew, with its files. */
  readonly take: () => void;
}

/** Between two questions to the server, in a tab that stays open for days. */
const LOOK_EVERY_MS = 60 * 60_000;
/** A tab that is shown again and again does not ask each time. */
const LOOK_AGAIN_MS = 5 * 60_000;

/**
 * Watches for another version of the application. Nothing is taken by itself: a page goes on with the
 * version it was loaded with.
 *
 * @param registration of the service worker that controls this page
 */
export function watchVersion(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  onState: (state: VersionState) => void,
  reload: () => void,
): NewVersion {
  let isAsked = false;
  let looked = performance.now();

  const tell = () => {
    if (registration.waiting) onState('ready');
  };
  const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', tell);

  const look = async () => {
    looked = performance.now();
    // Offline there is nothing to be seen.
    await registration.update().catch(() => undefined);
  };
  const lookAgain = () => {
    const isSeen = document.visibilityState === 'visible';
    if (isSeen && performance.now() - looked > LOOK_AGAIN_MS) void look();
  };

  tell();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  container.addEventListener('controllerchange', () => {
    if (isAsked) reload();
    else onState('changed');
  });
  setInterval(() => void look(), LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', lookAgain);
  addEventListener('online', lookAgain);

  return {
    take: () => {
      const { waiting } = registration;
      isAsked = true;
      // Another tab may have taken it meanwhile: a reload is all that is left to do.
      if (waiting) waiting.postMessage(takeOverMessage);
      else reload();
    },
  };
}
