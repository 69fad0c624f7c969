import * as Comlink from 'comlink';
import { reasonOf } from '../../network/engine/backend.ts';
import { Lifeline } from '../../network/engine/lifeline.ts';
import type { CalibrationService } from '../service.ts';
import type { WorkerControl } from './calibration.worker.ts';
import workerUrl from './calibration.worker.ts?worker&url';
import { scriptUrl } from './script-url.ts';
import { exposeService, remoteService } from './service-port.ts';
import type { BackendChoice, EngineStatus } from './status.ts';
import { watchPulse } from './watch-pulse.ts';

/** The page's end of the calibration worker. */
export interface EngineClient {
  /** Rejects rather than hangs if the worker dies. */
  readonly service: CalibrationService;
  /** Lets whoever has the other end of the port's channel calibrate here (the service worker). */
  readonly connect: (port: MessagePort) => void;
  readonly status: () => EngineStatus;
  /** Returns what ends the subscription. */
  readonly subscribe: (listener: (status: EngineStatus) => void) => () => void;
  /** Changes the backend; starts another worker if this one died. Rejects if no backend will do. */
  readonly choose: (choice: BackendChoice) => Promise<void>;
}

/** One worker from its start to its death. */
interface Connection {
  readonly control: Comlink.Remote<WorkerControl>;
  readonly service: CalibrationService;
  readonly lifeline: Lifeline;
  /** Settles once a backend runs, or none can. */
  readonly started: Promise<void>;
}

/** A worker that dies sooner again is left to the analyst to start. */
const RESTART_MS = 60_000;

/**
 * Starts a worker with this choice of backend; its progress and its failure are in the status. One
 * that worked and died, or hangs, is followed by another at once.
 */
export function startEngine(
  choice: BackendChoice,
  spawn: () => Worker = spawnWorker,
): EngineClient {
  const listeners = new Set<(status: EngineStatus) => void>();
  let status: EngineStatus = { phase: 'starting', choice, trials: [] };
  const publish = (next: EngineStatus) => {
    status = next;
    for (const listener of listeners) listener(status);
  };
  let restarted = Number.NEGATIVE_INFINITY;
  let connection: Connection | undefined;
  connection = open(choice);
  const current = async () => {
    if (!connection) throw new Error(status.message ?? 'The calibration worker is not running.');
    return connection;
  };

  /** @param before what became of the worker before, which this one takes the place of */
  function open(asked: BackendChoice, before?: string): Connection | undefined {
    const lifeline = new Lifeline();
    let worker: Worker | undefined;
    let stopWatching = () => {};
    const fail = (reason: string) => {
      worker?.terminate();
      stopWatching();
      connection = undefined;
      const message = `The calibration worker stopped: ${reason.replace(/\.?$/, '.')}`;
      const hasWorked = status.phase === 'ready';
      lifeline.end(new Error(message));
      publish({ phase: 'failed', choice: status.choice, trials: status.trials, message });
      if (!hasWorked || performance.now() - restarted < RESTART_MS) return;
      restarted = performance.now();
      connection = open(status.choice, `${message} Another was started.`);
    };
    const tell = (next: EngineStatus) => {
      const message = next.message ?? before;
      publish(message === undefined ? next : { ...next, message });
    };
    try {
      worker = spawn();
    } catch (error) {
      fail(reasonOf(error));
      return undefined;
    }
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail(event.message || 'its script could not be loaded.');
    });
    worker.addEventListener('messageerror', () => fail('it sent what could not be read.'));
    const control = Comlink.wrap<WorkerControl>(worker);
    const root = new URL(import.meta.env.BASE_URL, location.href).href;
    const started = lifeline.guard<void>(control.start(asked, root, Comlink.proxy(tell)));
    started.catch(() => {}); // the status says it
    stopWatching = watchPulse(
      () => control.pulse(),
      () => fail('it did not answer any more.'),
    );
    const { port1, port2 } = new MessageChannel();
    void control.connect(Comlink.transfer(port2, [port2]));
    return { control, service: remoteService(port1, lifeline), lifeline, started };
  }

  const service: CalibrationService = {
    calibrate: async (...request) => (await current()).service.calibrate(...request),
    warmUp: async () => (await current()).service.warmUp(),
    state: async () => (await current()).service.state(),
    clear: async () => (await current()).service.clear(),
  };
  return {
    service,
    connect(port) {
      if (connection) void connection.control.connect(Comlink.transfer(port, [port]));
      // The other end cannot see a closed port, and would wait: it is told that nothing runs.
      else exposeService(service, port);
    },
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async choose(next) {
      if (connection) {
        await connection.lifeline.guard(connection.control.choose(next));
        return;
      }
      publish({ phase: 'starting', choice: next, trials: [] });
      connection = open(next);
      await (await current()).started;
    },
  };
}

function spawnWorker(): Worker {
  return new Worker(scriptUrl(workerUrl), { type: 'module' });
}
