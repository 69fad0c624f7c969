import { createRoot, type Root } from 'react-dom/client';
import { watchVersion } from './api/new-version.ts';
import { createRequestLog } from './api/request-log.ts';
import { scenarioInAddress } from './api/scenario.ts';
import { connectServer, startApi } from './api/start.ts';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/components/error-boundary.tsx';
import { Trouble } from './app/components/trouble.tsx';
import { createStores } from './app/create-stores.ts';
import { followDesk, lastDesk } from './app/last-desk.ts';
import { followShareLinks } from './app/open-share-link.ts';
import { createConnectionStore } from './app/state/connection-store.ts';
import { browserStorage, tabStorage } from './app/state/small-storage.ts';
import { createVersionStore } from './app/state/version-store.ts';
import { backendChoice } from './calibration/worker/backend-choice.ts';
import { startEngine } from './calibration/worker/client.ts';

/** What was left on the desk is waited for, lest another surface be seen first; but not for long. */
const DESK_MS = 1000;

/** Starts everything on the page; what fails at that is shown there. */
export function boot(element: HTMLElement): void {
  const root = createRoot(element);
  start(root).catch((error: unknown) => root.render(<Trouble error={error} />));
}

/**
 * Starts the engine and the service worker, which keep both cores of a small machine busy, once the
 * screen is drawn; modules and stores come in tasks of their own. So none blocks the page.
 */
async function start(root: Root): Promise<void> {
  const left = lastDesk();
  const asked = backendChoice(location.search);
  const trouble = scenarioInAddress(location.search);
  const drawn = Promise.withResolvers<void>();
  const engine = drawn.promise.then(idle).then(() => startEngine(asked.choice));
  const log = createRequestLog();
  const scenario = () => connections.getState().scenario;
  const local = engine.then(({ connect, service }) =>
    startApi(connect, service, { log, scenario }),
  );
  const connections = createConnectionStore({
    log,
    local,
    connectServer: (server) => connectServer(server, { log }),
    storage: browserStorage,
    tab: tabStorage,
    asked: trouble,
  });
  const versions = createVersionStore({
    watch: async (onState, reload) => {
      // A new version is looked for only where one is kept, and never before the first answer.
      if ((await local).transport !== 'service-worker' || import.meta.env.DEV) return undefined;
      const registration = await navigator.serviceWorker.getRegistration();
      return registration && watchVersion(navigator.serviceWorker, registration, onState, reload);
    },
    reload: () => location.reload(),
  });
  const stores = createStores(engine, connections, asked, versions);
  const asksAnew = asked.choice !== 'auto' || trouble.scenario !== undefined;
  const isThere = followDesk(stores, left, asksAnew, drawn.promise);
  if (left.isLikely) await Promise.race([isThere, delay(DESK_MS)]);
  // Over what was left, which undo brings back.
  followShareLinks(stores);
  await delay(0);
  root.render(
    <ErrorBoundary>
      <App stores={stores} onDrawn={drawn.resolve} />
    </ErrorBoundary>,
  );
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Once the page has drawn what is ready to be drawn; not every browser tells. */
async function idle(): Promise<void> {
  await delay(50);
  if (!('requestIdleCallback' in globalThis)) return;
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 }));
}
