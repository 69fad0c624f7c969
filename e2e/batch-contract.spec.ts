import { contractGrid } from '../src/levy/contract-grid.ts';
import { models } from '../src/levy/models.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { randomStream } from '../src/training/data/random.ts';
import { open } from './contract-page.ts';
import { expect, test } from './guarded-test.ts';
import { startHttpServer } from './http-server.ts';

test.use({ expectedErrors: [/^Failed to load resource: .* status of \d{3} /] });

/** Many surfaces in one request, a JSON line each, where the contract is answered. */

const LINES = 200;
const WRONG = 150;

const random = randomStream(11);
const requests = Array.from({ length: LINES }, (_, n) => {
  const model = models[n % models.length]!;
  const truth = model.parameters.map(({ range: { min, max } }) => min + random() * (max - min));
  const prices = new Float64Array(200);
  surfacePricer(model, contractGrid).prices(truth, 'call', prices);
  const own = { id: `s${n}`, model_name: model.name, refine: n % 4 === 0 };
  return { model, truth, body: { ...own, option_prices: n === WRONG ? [-1] : [...prices] } };
});
const lines = requests.map(({ body }) => `${JSON.stringify(body)}\n`);

function expectAnswers(text: string) {
  const answers = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers.map(({ id }) => id)).toEqual(requests.map(({ body: { id } }) => id));
  for (const [n, { model, truth, body }] of requests.entries()) {
    if (n === WRONG) {
      expect(answers[n]).toMatchObject({ error: 'RequestValidationError' });
      continue;
    }
    expect(answers[n]).toMatchObject({ model_name: model.name, success: true });
    // The network alone says itself how far it may be off; a fit of clean prices finds the truth.
    expect('fit' in answers[n]).toBe(body.refine);
    if (!body.refine) continue;
    for (const [i, { key, range }] of model.parameters.entries()) {
      const error = Math.abs(answers[n].parameters[key] - truth[i]!) / (range.max - range.min);
      expect(error).toBeLessThan(1e-4);
    }
  }
}

test('the service worker answers line by line, by the page’s engine', async ({ page }) => {
  test.slow();
  await open(page);
  const { status, type, pieces, text } = await page.evaluate(async (body) => {
    const headers = { 'Content-Type': 'application/x-ndjson' };
    const response = await fetch('calibrate/batch', { method: 'POST', headers, body });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const read: string[] = [];
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      read.push(next.value);
    }
    const type = response.headers.get('Content-Type');
    return { status: response.status, type, pieces: read.length, text: read.join('') };
  }, lines.join(''));
  expect([status, type]).toEqual([200, 'application/x-ndjson']);
  expect(pieces).toBeGreaterThan(1);
  expectAnswers(text);
  const wrong = await page.evaluate(async () => {
    const { status, headers } = await fetch('calibrate/batch');
    return [status, headers.get('Allow')];
  });
  expect(wrong).toEqual([405, 'POST']);
});

test('the server answers a line before the next is sent', async () => {
  test.slow();
  const server = await startHttpServer();
  try {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const write = (text: string) => writer.write(new TextEncoder().encode(text));
    const first = write(lines[0]!);
    const response = await fetch(`${server.url}calibrate/batch`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson', 'Accept-Encoding': 'gzip' },
      body: readable,
      duplex: 'half',
    } as RequestInit);
    await first;
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader.read()).value ?? '';
    expect(text).toMatch(/^\{"id":"s0".*\}\n$/);
    const writing = write(lines.slice(1).join('')).then(() => writer.close());
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value;
    await writing;
    expectAnswers(text);
    const metrics = await (await fetch(`${server.url}metrics`)).text();
    expect(metrics).toContain(
      'levy_requests_total{route="/calibrate/batch",method="POST",status="200"} 1',
    );
  } finally {
    server.process.kill();
    await server.ended;
  }
});
