import * as Comlink from 'comlink';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { anyItem } from '../../exchange/saved-item.fixture.ts';
import { sessionText } from '../../exchange/session-file.ts';
import { sessionPortions } from '../../exchange/session-portions.ts';
import { readSessionFile } from './read-session-file.ts';

const items = fc.sample(anyItem, { seed: 3, numRuns: 400 });
const file = new Blob([sessionText(items)]);

/** A worker that reads as the real one does, or in another way. */
class FakeWorker extends EventTarget {
  readonly terminate = vi.fn();
  readonly #page: MessagePort;

  constructor(read: typeof sessionPortions) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    Comlink.expose({ sessionPortions: read }, port2);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.#page.postMessage(message, transfer);
  }
}

function setUp(read: typeof sessionPortions = sessionPortions) {
  const worker = new FakeWorker(read);
  const stop = new AbortController();
  const onProgress = vi.fn<(done: number, total: number) => void>();
  return {
    worker,
    stop,
    onProgress,
    reading: { signal: stop.signal, onProgress },
    spawn: () => worker as unknown as Worker,
  };
}

test('calibrations come from the worker in portions, bit for bit, and it ends', async () => {
  const { worker, onProgress, reading, spawn } = setUp();
  expect(await readSessionFile(file, reading, spawn)).toEqual({ ok: true, value: items });
  expect(onProgress.mock.calls.length).toBeGreaterThan(1);
  expect(onProgress).toHaveBeenLastCalledWith(items.length, items.length);
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('a file of another kind is none, and a damaged one gives nothing', async () => {
  const { reading, spawn } = setUp();
  expect(await readSessionFile(new Blob(['K\t0.5\n90\t12']), reading, spawn)).toBeUndefined();
  const damaged = new Blob([sessionText(items).replace('"calibrations":[', '"calibrations":[7,')]);
  const again = setUp();
  expect(await readSessionFile(damaged, again.reading, again.spawn)).toMatchObject({ ok: false });
  expect(again.onProgress).not.toHaveBeenCalled();
});

test('a reading that is stopped rejects at once and ends its worker', async () => {
  const { worker, stop, onProgress, reading, spawn } = setUp();
  onProgress.mockImplementation(() => stop.abort());
  await expect(readSessionFile(file, reading, spawn)).rejects.toThrow('aborted');
  expect(onProgress).toHaveBeenCalledOnce();
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('where no worker runs, or one dies on the way, the page reads', async () => {
  vi.spyOn(console, 'info').mockReturnValue(undefined);
  const { reading } = setUp();
  const blocked = () => {
    throw new Error('blocked');
  };
  expect(await readSessionFile(file, reading, blocked)).toEqual({ ok: true, value: items });

  const dies = setUp(async (_, take) => {
    await take(items.slice(0, 2), items.length);
    dies.worker.dispatchEvent(new Event('error', { cancelable: true }));
    return new Promise(() => {});
  });
  const read = await readSessionFile(file, dies.reading, dies.spawn);
  expect(read).toEqual({ ok: true, value: items });
  expect(dies.worker.terminate).toHaveBeenCalledOnce();
});
