import { getResponse } from 'msw/utils/get-response';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHandlers } from './handlers.ts';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes.ts';
import {
  type Scenario,
  type ScenarioName,
  scenarioHeader,
  scenarioNames,
  scenarioOf,
  scenarioText,
} from './scenario.ts';
import { scenarioHandlers } from './scenario-handlers.ts';
import { answerCheck } from './testing/document-validator.ts';
import { fakeService } from './testing/fake-service.ts';

const base = 'http://localhost/app/';
const prices = Array(200).fill(10);
const check = answerCheck(openApiDocument({ defaultModel: 'VarianceGamma' }));
const page = async () => new Response('', { headers: { 'Content-Type': 'text/html' } });

afterEach(() => void vi.useRealTimers());

/** A place that answers the contract with scenarios before it. */
function place() {
  const contract = createHandlers(fakeService(), base, { docsPage: page });
  const handlers = [...scenarioHandlers(base), ...contract];
  return async (
    path: string,
    scenario: ScenarioName | Scenario | undefined,
    { method, body, signal }: { method?: string; body?: unknown; signal?: AbortSignal } = {},
  ) => {
    const asked = typeof scenario === 'string' ? scenarioOf(scenario) : scenario;
    const request = new Request(base + path.slice(1), {
      method: method ?? routes.find((route) => route.path === path)?.method.toUpperCase() ?? 'GET',
      headers: {
        'Content-Type': 'application/json',
        ...(asked && { [scenarioHeader]: scenarioText(asked) }),
      },
      ...(signal && { signal }),
      ...(path === '/calibrate' && {
        body: typeof body === 'string' ? body : JSON.stringify(body ?? { option_prices: prices }),
      }),
    });
    const response = await getResponse(handlers, request);
    if (!response) throw new Error('not handled');
    const { status, headers } = response;
    const text = await response.text();
    return { method: request.method, path, status, headers, text };
  };
}

/** Status of the answer to each route, and the scenario that it owns to. */
async function statuses(scenario: ScenarioName) {
  const send = place();
  const answers = [];
  for (const { path } of routes) {
    const answer = await send(path, {
      ...scenarioOf(scenario),
      delay: 0,
      seed: 1,
      count: flakyCount,
    });
    expect(check(answer)).toEqual([]);
    expect(answer.headers.get(scenarioHeader) ?? scenario).toBe(scenario);
    if (answer.headers.has(scenarioHeader)) answers.push([path, answer.status]);
  }
  return Object.fromEntries(answers);
}

const count = (n: number) => ({ ...scenarioOf('flaky'), count: n });
/** The first request that `flaky` lets fail with its usual seed. */
const flakyCount = await firstFailure();

async function firstFailure(): Promise<number> {
  const send = place();
  for (let n = 0; ; n++) if ((await send('/calibrate', count(n))).status === 503) return n;
}

it.each<[ScenarioName, Readonly<Record<string, number>>]>([
  ['degraded', { '/health': 200, '/warmup': 200 }],
  ['model-unavailable', { '/health': 200, '/warmup': 200, '/calibrate': 503 }],
  ['damaged-weights', { '/health': 200, '/warmup': 200, '/calibrate': 503 }],
  ['slow', {}],
  ['error-500', { '/calibrate': 500 }],
  ['flaky', { '/calibrate': 503 }],
  ['rate-limited', {}],
])('%s answers these routes and leaves the others to the contract', async (name, expected) => {
  expect(await statuses(name)).toEqual(expected);
});

describe('every scenario', () => {
  it.each(scenarioNames)(
    '%s answers wrong methods and paths as the contract does',
    async (name) => {
      const send = place();
      for (const [path, method] of [
        ['/calibrate', 'PUT'],
        ['/health', 'DELETE'],
        ['/warmup', 'PUT'],
        ['/health/', 'GET'],
        ['/nowhere', 'GET'],
      ] as const) {
        const body = { method };
        const [asked, plain] = [await send(path, name, body), await send(path, undefined, body)];
        expect([asked.status, asked.text]).toEqual([plain.status, plain.text]);
      }
    },
  );

  it('does nothing to a request that asks for none, or for another', async () => {
    const send = place();
    expect((await send('/calibrate', undefined)).status).toBe(200);
    const handlers = [...scenarioHandlers(base), ...createHandlers(fakeService(), base)];
    const headers = { [scenarioHeader]: 'storm' };
    const response = await getResponse(handlers, new Request(`${base}health`, { headers }));
    expect([response?.status, response?.headers.has(scenarioHeader)]).toEqual([200, false]);
    const outside = new Request('http://localhost/else', {
      headers: { [scenarioHeader]: 'degraded' },
    });
    expect(await getResponse(handlers, outside)).toBeUndefined();
  });
});

it('degraded can calibrate the default model, and not the others', async () => {
  const send = place();
  expect((await send('/calibrate', 'degraded')).status).toBe(200);
  const body = { option_prices: prices, model_name: 'CGMY' };
  const other = await send('/calibrate', 'degraded', { body });
  expect([other.status, JSON.parse(other.text).error]).toEqual([503, 'ModelNotLoadedError']);
  expect(JSON.parse((await send('/health', 'degraded')).text)).toMatchObject({
    status: 'degraded',
    model_loaded: true,
  });
  const warmUp = JSON.parse((await send('/warmup', 'degraded')).text);
  expect(warmUp.status).toBe('partial');
  expect(warmUp.message).toContain('CGMY');
  expect(warmUp.message).not.toContain('VarianceGamma');
});

it.each<[ScenarioName, RegExp]>([
  ['model-unavailable', /could not be read/],
  ['damaged-weights', /SHA-256/],
])('%s says of every model why it cannot be used', async (name, reason) => {
  const send = place();
  for (const model_name of ['VarianceGamma', 'CGMY']) {
    // The model comes before the number of prices.
    for (const option_prices of [prices, [1]]) {
      const answer = await send('/calibrate', name, { body: { option_prices, model_name } });
      const { error, message, details } = JSON.parse(answer.text);
      expect([answer.status, error, details]).toEqual([503, 'ModelNotLoadedError', { model_name }]);
      expect(message).toMatch(reason);
    }
  }
  expect(JSON.parse((await send('/health', name)).text).model_loaded).toBe(false);
});

it.each<[string, unknown]>([
  ['a body that is no JSON', '{'],
  ['an unknown model', { option_prices: prices, model_name: 'Heston' }],
  ['a price that is none', { option_prices: ['x'] }],
])('the body comes before the model: %s', async (_name, body) => {
  for (const scenario of ['model-unavailable', 'damaged-weights', 'degraded'] as const) {
    expect((await place()('/calibrate', scenario, { body })).status).toBe(422);
  }
});

it('slow answers as the contract does, after its delay', async () => {
  vi.useFakeTimers();
  const send = place();
  let status = 0;
  const answer = send('/calibrate', { ...scenarioOf('slow'), delay: 3000 }).then((given) => {
    status = given.status;
  });
  await vi.advanceTimersByTimeAsync(2999);
  expect(status).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  await answer;
  expect(status).toBe(200);
  expect((await send('/health', 'slow')).status).toBe(200);
});

it('slow ends with its request', async () => {
  vi.useFakeTimers();
  const send = place();
  const stop = new AbortController();
  const slow = send('/calibrate', 'slow', { signal: stop.signal });
  await vi.advanceTimersByTimeAsync(10);
  expect(vi.getTimerCount()).toBe(1);
  stop.abort();
  await slow.catch(() => {});
  expect(vi.getTimerCount()).toBe(0);
  await send('/calibrate', 'slow', { signal: AbortSignal.abort() }).catch(() => {});
  expect(vi.getTimerCount()).toBe(0);
});

it('error-500 hides what went wrong', async () => {
  const { text } = await place()('/calibrate', 'error-500');
  expect(JSON.parse(text)).toEqual({
    error: 'InternalServerError',
    message: 'An unexpected error occurred',
    details: { exception_type: 'Error' },
  });
});

it('flaky fails the same requests for the same seed, about half of them, each on its own', async () => {
  const run = async (seed: number) => {
    const send = place();
    const failures: boolean[] = [];
    for (let n = 0; n < 200; n++) {
      failures.push((await send('/calibrate', { ...count(n), seed })).status === 503);
    }
    return failures;
  };
  const [first, again, other] = [await run(1), await run(1), await run(2)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  for (const failures of [first, other]) {
    const share = failures.filter(Boolean).length / failures.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    const runs = failures.filter((failed, n) => n > 0 && failed !== failures[n - 1]).length;
    expect(runs).toBeGreaterThan(60);
  }
});

it('rate-limited takes three at once, says when the next is taken, and takes it then', async () => {
  vi.useFakeTimers();
  const send = place();
  const answers = [];
  for (let n = 0; n < 5; n++) answers.push(await send('/calibrate', 'rate-limited'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  for (const answer of answers) expect(check(answer)).toEqual([]);
  expect(answers[3]!.headers.get('Retry-After')).toBe('3');
  expect((await send('/health', 'rate-limited')).status).toBe(200);
  await vi.advanceTimersByTimeAsync(2900);
  expect((await send('/calibrate', 'rate-limited')).headers.get('Retry-After')).toBe('1');
  await vi.advanceTimersByTimeAsync(100);
  expect((await send('/calibrate', 'rate-limited')).status).toBe(200);
  // Over as soon as nobody asks for it.
  expect((await send('/calibrate', undefined)).status).toBe(200);
});

it('counts in each place what was asked there', async () => {
  const [here, there] = [place(), place()];
  for (let n = 0; n < 4; n++) await here('/calibrate', 'rate-limited');
  expect((await here('/calibrate', 'rate-limited')).status).toBe(429);
  expect((await there('/calibrate', 'rate-limited')).status).toBe(200);
});
