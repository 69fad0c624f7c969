import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CalibrationService } from '../service.ts';
import { startEngine } from './client.ts';
import { oneQuote } from './one-quote.fixture.ts';
import { exposeService } from './service-port.ts';
import type { BackendChoice, EngineStatus } from './status.ts';

const ready = (choice: BackendChoice): EngineStatus => {
  return { phase: 'ready', choice, backend: 'wasm', trials: [] };
};

/** A worker whose service answers `state` and never `calibrate`. */
class FakeWorker extends EventTarget {
  readonly terminate = vi.fn();
  readonly control = {
    start: vi.fn(async (choice: BackendChoice, _: string, tell: (s: EngineStatus) => void) => {
      tell(ready(choice));
    }),
    choose: vi.fn(async () => {}),
    pulse: () => this.pulse(),
    connect: (port: MessagePort) => {
      const state = async () => ({ loaded: ['CGMY'], failed: [], backend: 'wasm' as const });
      const calibrate: CalibrationService['calibrate'] = () => new Promise(() => {});
      exposeService({ calibrate, state, warmUp: state, clear: state }, port);
    },
  };
  readonly #page: MessagePort;
  pulse = async () => {};

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    Comlink.expose(this.control, port2);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.#page.postMessage(message, transfer);
  }
}

let workers: FakeWorker[];
const spawn = () => {
  const worker = new FakeWorker();
  workers.push(worker);
  return worker as unknown as Worker;
};
const crash = (worker: FakeWorker | undefined, message: string) =>
  worker?.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));

beforeEach(() => {
  workers = [];
  vi.stubGlobal('location', new URL('https://example.org/app/?backend=wasm'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('startEngine', () => {
  it('starts the worker with the choice and the root of the application, and tells its status', async () => {
    const engine = startEngine('wasm', spawn);
    expect(engine.status()).toEqual({ phase: 'starting', choice: 'wasm', trials: [] });
    const listener = vi.fn();
    engine.subscribe(listener);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith(ready('wasm')));
    expect(engine.status()).toEqual(ready('wasm'));
    const [choice, root] = workers[0]!.control.start.mock.calls[0]!;
    expect(choice).toBe('wasm');
    expect(root).toBe('https://example.org/');
    expect(await engine.service.state()).toEqual({
      loaded: ['CGMY'],
      failed: [],
      backend: 'wasm' as const,
    });
  });

  it('serves a port that it is handed', async () => {
    const engine = startEngine('auto', spawn);
    const { port1, port2 } = new MessageChannel();
    engine.connect(port2);
    const remote = Comlink.wrap<CalibrationService>(port1);
    expect(await remote.state()).toEqual({
      loaded: ['CGMY'],
      failed: [],
      backend: 'wasm' as const,
    });
  });

  it('fails with a message when the worker cannot be made', async () => {
    const engine = startEngine('auto', () => {
      throw new Error('Refused by the content security policy.');
    });
    expect(engine.status().phase).toBe('failed');
    expect(engine.status().message).toContain('Refused by the content security policy.');
    await expect(engine.service.calibrate(oneQuote, 'CGMY')).rejects.toThrow('Refused');
  });

  it('rejects what is pending when the worker crashes, and starts another at once', async () => {
    const engine = startEngine('auto', spawn);
    await vi.waitFor(() => expect(engine.status().phase).toBe('ready'));
    const pending = engine.service.calibrate(oneQuote, 'CGMY');
    crash(workers[0], 'Out of memory.');
    await expect(pending).rejects.toThrow('Out of memory.');
    expect(workers[0]!.terminate).toHaveBeenCalledOnce();
    expect(workers).toHaveLength(2);
    const message = 'The calibration worker stopped: Out of memory. Another was started.';
    await vi.waitFor(() => expect(engine.status()).toEqual({ ...ready('auto'), message }));
    expect(await engine.service.state()).toEqual({
      loaded: ['CGMY'],
      failed: [],
      backend: 'wasm' as const,
    });
  });

  it('leaves a worker that dies again and again to be started when asked', async () => {
    const engine = startEngine('auto', spawn);
    await vi.waitFor(() => expect(engine.status().phase).toBe('ready'));
    crash(workers[0], 'Out of memory.');
    await vi.waitFor(() => expect(engine.status().phase).toBe('ready'));
    crash(workers[1], 'Out of memory.');
    expect(engine.status()).toMatchObject({ phase: 'failed', choice: 'auto' });
    await expect(engine.service.state()).rejects.toThrow('Out of memory.');
    await engine.choose('cpu');
    expect(workers).toHaveLength(3);
    await vi.waitFor(() => expect(engine.status()).toEqual(ready('cpu')));
  });

  it('puts another worker in the place of one that hangs', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const engine = startEngine('auto', spawn);
    await vi.waitFor(() => expect(engine.status().phase).toBe('ready'));
    workers[0]!.pulse = () => new Promise(() => {});
    const pending = engine.service.calibrate(oneQuote, 'CGMY');
    vi.advanceTimersByTime(60_000);
    await expect(pending).rejects.toThrow('it did not answer any more');
    expect(workers[0]!.terminate).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(engine.status().phase).toBe('ready'));
    expect(workers).toHaveLength(2);
  });

  it('stops telling who has unsubscribed', async () => {
    const engine = startEngine('auto', spawn);
    const listener = vi.fn();
    engine.subscribe(listener)();
    await vi.waitFor(() => expect(engine.status().phase).toBe('ready'));
    expect(listener).not.toHaveBeenCalled();
  });
});
