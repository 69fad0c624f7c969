import { describe, expect, it } from 'vitest';
import seed from '../../e2e/fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };
import { localService } from '../calibration/local-service.ts';
import type { CalibrationService } from '../calibration/service.ts';
import { answerBatch } from './batch-answer.ts';
import { answerLine } from './calibrate-answer.ts';
import { contractAnswerer } from './handlers.ts';
import { Metrics } from './metrics.ts';
import { fakeCalibration, fakeService } from './testing/fake-service.ts';
import { smallNetwork } from './testing/small-network.ts';

const base = 'http://localhost/app/';
const prices = seed.option_prices;
const line = (changes: object = {}) => JSON.stringify({ option_prices: prices, ...changes });

function post(
  body: BodyInit | null,
  service: CalibrationService = fakeService(),
  {
    type = 'application/x-ndjson',
    metrics = new Metrics(),
    signal = null as AbortSignal | null,
  } = {},
) {
  const headers = { 'Content-Type': type };
  const init = { method: 'POST', body, headers, signal, duplex: 'half' };
  return contractAnswerer(service, base, { metrics })(
    new Request(new URL('calibrate/batch', base), init as RequestInit),
  );
}

async function answersOf(response: Response): Promise<Record<string, unknown>[]> {
  const text = await response.text();
  expect(text).toMatch(/\n$|^$/);
  return text
    .split('\n')
    .slice(0, -1)
    .map((answer) => JSON.parse(answer));
}

const withoutTimes = (answer: object) =>
  JSON.parse(JSON.stringify(answer, (key, value) => (/time_ms$/.test(key) ? 0 : value)));

describe('POST /calibrate/batch', () => {
  it('answers each line as alone, with its id, in order', async () => {
    const service = localService(async (model) => smallNetwork(model));
    const lines = [
      line({ id: 'first' }),
      '',
      line({ id: 7, model_name: 'CGMY' }),
      line({ refine: true }),
      line({ id: { deep: true } }),
      line({ id: 'wrong', option_prices: [1, 'b'] }),
      '{"id": "broken", ',
      line({ option_prices: [1] }),
    ];
    const response = await post(`\uFEFF${lines.join('\r\n')}`, service);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      200,
      'application/x-ndjson',
    ]);
    const answers = await answersOf(response);
    const alone = await Promise.all(
      lines.filter(Boolean).map((text) =>
        answerLine(
          text,
          localService(async (model) => smallNetwork(model)),
        ),
      ),
    );
    expect(answers.map(({ id }) => id)).toEqual([
      'first',
      7,
      undefined,
      undefined,
      'wrong',
      undefined,
      undefined,
    ]);
    expect(answers.map(({ id: _, ...rest }) => withoutTimes(rest))).toEqual(
      alone.map(withoutTimes),
    );
  });

  it('answers a line before the next has come', async () => {
    const source = new TransformStream<Uint8Array, Uint8Array>();
    const writer = source.writable.getWriter();
    const write = (text: string) => writer.write(new TextEncoder().encode(text));
    const { body } = await post(source.readable);
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    for (const id of [1, 2]) {
      void write(`${line({ id })}\n{"opt`);
      const { value } = await reader.read();
      expect(JSON.parse(value ?? '')).toMatchObject({ id, success: true });
      void write('ion_prices": 1}\n');
      expect(JSON.parse((await reader.read()).value ?? '')).toHaveProperty('error');
    }
    void writer.close();
    expect((await reader.read()).done).toBe(true);
  });

  it('keeps the order where a later line is answered first', async () => {
    let asked = 0;
    const service = fakeService({
      calibrate: async (_surface, model) => {
        await new Promise((resolve) => setTimeout(resolve, 20 - 5 * asked++));
        return fakeCalibration(model);
      },
    });
    const ids = [1, 2, 3, 4];
    const answers = await answersOf(await post(ids.map((id) => line({ id })).join('\n'), service));
    expect(answers.map(({ id }) => id)).toEqual(ids);
  });

  it('refuses a line that is too long by itself, and holds none of it', async () => {
    const half = new Uint8Array(5 * 1024 * 1024).fill(32);
    const pieces = [half, half, new TextEncoder().encode(`\n${line({ id: 'after' })}`)];
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    const [long, after] = await answersOf(await post(source));
    expect(long).toMatchObject({ error: 'RequestTooLargeError', details: { line: 1 } });
    expect(after).toMatchObject({ id: 'after', success: true });
  });

  it('reads no further than its answers are taken, and lets go of what nobody takes', async () => {
    let read = 0;
    let cancelled = false;
    const source = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read++;
          controller.enqueue(new TextEncoder().encode(`${line()}\n`));
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const { body } = await post(source);
    const reader = body!.getReader();
    for (let n = 0; n < 3; n++) await reader.read();
    expect(read).toBeLessThan(6);
    await reader.cancel();
    expect(cancelled).toBe(true);
  });

  it('lets go of a source that is silent in the middle of a line', async () => {
    let cancelled = false;
    let ended = 0;
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"option_prices":[')),
      cancel() {
        cancelled = true;
      },
    });
    const answers = answerBatch(source, fakeService(), { onEnd: () => ended++ });
    const reader = answers.getReader();
    const reading = reader.read();
    await expect.poll(() => source.locked).toBe(true);
    await reader.cancel();
    expect(await reading).toEqual({ value: undefined, done: true });
    await expect.poll(() => cancelled).toBe(true);
    expect(ended).toBe(1);
  });

  it('lets go of a source that nothing was read of', async () => {
    let cancelled = false;
    const source = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
    });
    await answerBatch(source, fakeService()).cancel();
    expect(cancelled).toBe(true);
  });

  it('ends what was begun for a request that is given up meanwhile', async () => {
    const stop = new AbortController();
    const ends: Promise<void>[] = [];
    const state = async () => {
      stop.abort();
      return { loaded: [], failed: [], backend: 'wasm' as const };
    };
    const onStream = (ended: Promise<void>) => ends.push(ended);
    const answer = contractAnswerer(fakeService({ state }), base, { onStream });
    const init = { method: 'POST', body: line(), signal: stop.signal };
    await answer(new Request(new URL('calibrate/batch', base), init));
    expect(ends).toHaveLength(1);
    await ends[0];
  });

  it('stops with the request', async () => {
    const stop = new AbortController();
    let signal: AbortSignal | undefined;
    const service = fakeService({
      calibrate: (_surface, _model, options) => {
        signal = options?.signal;
        return new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        });
      },
    });
    const response = await post(line(), service, { signal: stop.signal });
    const reading = response.text().catch((error: Error) => error.name);
    await expect.poll(() => signal).toBeDefined();
    stop.abort();
    await reading;
    expect(signal?.aborted).toBe(true);
  });

  it.each(['application/json', 'application/jsonl', 'text/plain;charset=UTF-8'])(
    'takes %s too',
    async (type) => {
      const [answer] = await answersOf(await post(line(), fakeService(), { type }));
      expect(answer).toMatchObject({ success: true });
    },
  );

  it('says what it does not take', async () => {
    const typed = await post(line(), fakeService(), { type: 'text/csv' });
    expect([typed.status, await typed.json()]).toEqual([
      422,
      { detail: [{ loc: ['body'], msg: expect.stringContaining('text/csv'), type: 'dict_type' }] },
    ]);
    const empty = await post(null);
    expect([empty.status, await empty.json()]).toMatchObject([
      422,
      { detail: [{ type: 'missing' }] },
    ]);
  });

  it('counts its calibrations, and itself once', async () => {
    const metrics = new Metrics();
    await (await post(`${line()}\n${line()}\nx`, fakeService(), { metrics })).text();
    const text = metrics.text({});
    expect(text).toMatch(/levy_calibrations_total\{.*\} 2/);
    expect(text).toContain(
      'levy_requests_total{route="/calibrate/batch",method="POST",status="200"} 1',
    );
  });
});
