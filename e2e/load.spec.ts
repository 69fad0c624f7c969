import type { Browser, Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { heapOf } from './heap.ts';
import { type LoadRequest, loadRequests } from './load-requests.ts';

test.use({ expectedErrors: [/^Failed to load resource: .* status of (404|422) /] });

/** Largest difference of a parameter from the float64 network in Node, as a share of its range. */
const TOLERANCE = 1e-4;
/** Answers that a service keeps; memory grows until it has as many. */
const KEPT = 300;
const AT_ONCE = 32;
/**
 * Most that a heap may grow, in bytes, once as many answers are kept as ever. Up to 180 kB were seen
 * after 700 requests; their bodies of 4 kB, were they kept, would be 800 kB after 200.
 */
const GROWTH = 500_000;

interface Answer {
  readonly status: number;
  readonly id: string | null;
  readonly backend: string | null;
  readonly text: string;
}

/** A page of the origin that has nothing of the application. */
async function plainPage(page: Page): Promise<Page> {
  const plain = await page.context().newPage();
  await plain.goto('networks/VarianceGamma/card.json');
  await plain.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return plain;
}

/** Sends the requests from the page, so many at a time, and gives the answers in their order. */
function send(plain: Page, requests: readonly LoadRequest[]): Promise<Answer[]> {
  return plain.evaluate(
    async ({ requests, atOnce }) => {
      const answers: Answer[] = [];
      let next = 0;
      const lane = async () => {
        while (next < requests.length) {
          const n = next++;
          const { id, body } = requests[n]!;
          const headers = { 'Content-Type': 'application/json', 'X-Request-ID': id };
          const response = await fetch('../../calibrate', { method: 'POST', headers, body });
          answers[n] = {
            status: response.status,
            id: response.headers.get('X-Request-ID'),
            backend: response.headers.get('X-Backend'),
            text: await response.text(),
          };
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      return answers;
    },
    { requests: requests.map(({ id, body }) => ({ id, body })), atOnce: AT_ONCE },
  );
}

/** Holds every answer to its own request. */
function check(requests: readonly LoadRequest[], answers: readonly Answer[], backend: RegExp) {
  expect(answers.map(({ id }) => id)).toEqual(requests.map(({ id }) => id));
  for (const [n, { id, expected }] of requests.entries()) {
    const answer = answers[n]!;
    const body = JSON.parse(answer.text);
    if ('wrongItem' in expected) {
      const [entry, ...others] = body.detail;
      expect(entry.loc, id).toEqual(['body', 'option_prices', expected.wrongItem]);
      expect(entry.msg, id).toContain(expected.wrongValue);
      expect([answer.status, others], id).toEqual([422, []]);
      continue;
    }
    const { model, isRefined, parameters } = expected;
    expect([answer.status, 'fit' in body], id).toEqual([200, isRefined]);
    expect(answer.backend, id).toMatch(backend);
    for (const [i, { key, range }] of model.parameters.entries()) {
      const difference = Math.abs(body.parameters[key] - parameters[i]!);
      expect(difference / (range.max - range.min), `${id} ${key}`).toBeLessThan(TOLERANCE);
    }
  }
}

/** Tensors of the engine and their bytes, as the contract's metrics tell. */
async function tensors(plain: Page): Promise<string[]> {
  const text = await plain.evaluate(async () => (await fetch('../../metrics')).text());
  return text.split('\n').filter((line) => line.startsWith('levy_tensor'));
}

/** Bytes of JavaScript in use where requests pass, by a part of the place's URL. */
async function heaps(browser: Browser, ...places: readonly string[]) {
  const sizes = new Map<string, number>();
  for (const place of places) sizes.set(place, await heapOf(browser, place));
  return sizes;
}

/** No place has grown. */
function expectFlat(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  console.log(before, after);
  for (const [place, bytes] of after)
    expect(bytes / before.get(place)!, place).toBeLessThan(GROWTH);
}

test('a thousand requests, 32 at a time: none lost, none mixed up, memory flat', async ({
  page,
  browser,
}) => {
  const requests = await loadRequests(1000, 1);
  await page.goto('./?backend=wasm');
  const plain = await plainPage(page);
  await plain.evaluate(() => fetch('../../warmup', { method: 'POST' }));
  const places = ['?backend=wasm', 'card.json', 'calibration.worker', 'sw.js'];

  const answers = await send(plain, requests.slice(0, 100));
  const tensorsBefore = await tensors(plain);
  answers.push(...(await send(plain, requests.slice(100, KEPT))));
  const before = await heaps(browser, ...places);
  answers.push(...(await send(plain, requests.slice(KEPT))));
  const after = await heaps(browser, ...places);

  check(requests, answers, /^wasm$/);
  expect(tensorsBefore).toEqual([
    expect.stringMatching(/^levy_tensors [1-9]/),
    expect.stringMatching(/^levy_tensor_bytes [1-9]/),
  ]);
  expect(await tensors(plain)).toEqual(tensorsBefore);
  expectFlat(before, after);
});

test('an application closed under way: the service worker loses and mixes up none either', async ({
  page,
  browser,
}) => {
  const requests = await loadRequests(500, 2);
  await page.goto('./?backend=wasm');
  const plain = await plainPage(page);
  await plain.evaluate(() => fetch('../../warmup', { method: 'POST' }));
  const first = send(plain, requests.slice(0, 100));
  await plain.waitForResponse(/calibrate$/);
  await page.close();
  check(requests.slice(0, 100), await first, /^(wasm|oracle)$/);

  const answers = await send(plain, requests.slice(100, 100 + KEPT));
  const before = await heaps(browser, 'card.json', 'sw.js');
  answers.push(...(await send(plain, requests.slice(100 + KEPT))));
  const after = await heaps(browser, 'card.json', 'sw.js');
  check(requests.slice(100), answers, /^oracle$/);
  expectFlat(before, after);
});
