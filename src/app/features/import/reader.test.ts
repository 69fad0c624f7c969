import { readFileSync } from 'node:fs';
import * as Comlink from 'comlink';
import { beforeEach, expect, test, vi } from 'vitest';
import { context } from './context.fixture.ts';
import { importSurface } from './import-surface.ts';
import { createReader } from './reader.ts';

const text = readFileSync(
  new URL('../../../../e2e/fixtures/surfaces/vg-index-4dp.tsv', import.meta.url),
  'utf8',
);
const expected = importSurface(text, context);

/** A worker that reads as the real one does, or never answers. */
class FakeWorker extends EventTarget {
  readonly terminate = vi.fn();
  readonly #page: MessagePort;

  constructor(answers: boolean) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    const never = () => new Promise(() => {});
    Comlink.expose({ importSurface: answers ? importSurface : never }, port2);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.#page.postMessage(message, transfer);
  }
}

let workers: FakeWorker[];
const spawnWith = (answers: (count: number) => boolean) => () => {
  const worker = new FakeWorker(answers(workers.length));
  workers.push(worker);
  return worker as unknown as Worker;
};
const noWorker = () => {
  throw new Error('blocked');
};
const live = () => new AbortController().signal;

beforeEach(() => {
  workers = [];
  vi.spyOn(console, 'info').mockReturnValue(undefined);
});

test('one worker reads every text, and the page loads no reader', async () => {
  const load = vi.fn();
  const read = createReader(
    spawnWith(() => true),
    load,
  );
  expect(workers).toHaveLength(0);
  expect(await read(text, context, live())).toEqual(expected);
  expect(await read('', context, live())).toMatchObject({ ok: false });
  expect(workers).toHaveLength(1);
  expect(load).not.toHaveBeenCalled();
});

test('a reading that is stopped ends its worker; the next has a new one', async () => {
  const read = createReader(spawnWith((count) => count > 0));
  const stop = new AbortController();
  const stopped = read(text, context, stop.signal);
  await vi.waitFor(() => expect(workers).toHaveLength(1));
  stop.abort();
  expect(await stopped).toBeUndefined();
  expect(workers[0]!.terminate).toHaveBeenCalledOnce();
  expect(await read(text, context, live())).toEqual(expected);
  expect(workers).toHaveLength(2);
});

test('without a worker, text is read in the page', async () => {
  const blocked = createReader(noWorker);
  expect(await blocked(text, context, live())).toEqual(expected);

  const read = createReader(spawnWith(() => false));
  const answer = read(text, context, live());
  await vi.waitFor(() => expect(workers).toHaveLength(1));
  workers[0]!.dispatchEvent(new Event('error', { cancelable: true }));
  expect(await answer).toEqual(expected);
  expect(workers[0]!.terminate).toHaveBeenCalledOnce();
});

test('a text that is too long is refused before a worker is given a copy', async () => {
  const read = createReader(spawnWith(() => true));
  const answer = await read('1\t'.repeat(25_000_000), context, live());
  expect(JSON.stringify(answer)).toContain('This is 50.0 MB of text');
  expect(workers).toHaveLength(0);
});

test('where the reader cannot be loaded at all, the answer says so', async () => {
  const read = createReader(noWorker, async () => {
    throw new Error('offline');
  });
  const answer = await read(text, context, live());
  expect(answer).toMatchObject({ ok: false });
  expect(JSON.stringify(answer)).toContain('could not be loaded. Check the connection');
});
