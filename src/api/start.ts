import type { CalibrationService } from '../calibration/service.ts';
import { type Client, createClient } from './client.ts';
import { claimMessage, offerCalibration } from './hand-over.ts';
import { offeringFetch } from './offered-port.ts';
import { stoppableFetch } from './stoppable-fetch.ts';

/** What answers the REST contract: the service worker, or the same handlers in this page. */
export type Transport = 'service-worker' | 'in-process';

/** The first visit waits for the worker to install, which fetches the whole application. */
const controlTimeoutMs = 3000;

/**
 * Starts the REST contract and returns a client for it. Never rejects: where no service worker
 * gains control in time (private windows, blocked storage, plain http), the page answers itself.
 *
 * @param connect passes a port to the calibration worker, which exposes its service on it.
 * @param service the same service, for answers in process.
 */
export async function startApi(
  connect: (port: MessagePort) => void,
  service: CalibrationService,
): Promise<{ readonly client: Client; readonly transport: Transport }> {
  const base = new URL('.', document.baseURI).href;
  try {
    offerCalibration(navigator.serviceWorker, connect);
    await Promise.race([gainControl(base), failAfter(controlTimeoutMs)]);
    const { serviceWorker } = navigator;
    const offering = offeringFetch(fetch.bind(globalThis), serviceWorker, connect);
    const stoppable = stoppableFetch(offering, serviceWorker);
    return { client: createClient(stoppable, base), transport: 'service-worker' };
  } catch (error) {
    console.info('The REST contract is answered in this page:', error);
    const inProcess: typeof fetch = async (...args) => {
      const { inProcessFetch } = await import('./in-process.ts');
      return inProcessFetch(service, base)(...args);
    };
    return { client: createClient(inProcess, base), transport: 'in-process' };
  }
}

/** Resolves when our service worker controls this page, without a reload. */
async function gainControl(base: string): Promise<void> {
  const { serviceWorker } = navigator;
  const script = new URL('sw.js', base).href;
  const registering = serviceWorker.register(script, { scope: base });
  if (serviceWorker.controller?.scriptURL === script) {
    // Offline the check for a new version fails; the version in control goes on.
    registering.catch(() => {});
    return;
  }
  const controlled = new Promise<void>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  await registering;
  const { active } = await serviceWorker.ready;
  // A page loaded past the worker (hard reload) stays uncontrolled until the worker claims it.
  active?.postMessage(claimMessage);
  await controlled;
}

function failAfter(ms: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`no service worker in control after ${ms} ms`)), ms);
  });
}
