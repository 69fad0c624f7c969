import { type HttpHandler, http } from 'msw/http';
import { models } from '../levy/models.ts';
import { ModelNotLoadedError } from '../network/model-not-loaded-error.ts';
import { type Answer, failed, rateLimited, toResponse, unexpected } from './answer.ts';
import { parseJson } from './json-text.ts';
import { RateLimit } from './rate-limit.ts';
import { readScenario, type Scenario, scenarioHeader } from './scenario.ts';
import { defaultModel } from './schemas.ts';
import { version } from './version.ts';

/** What `rate-limited` takes: so many calibrations at once, and as many every so often. */
const LIMIT = 3;
const PERIOD_MS = 9000;
/** The share of requests that `flaky` lets fail. */
const FLAKY_SHARE = 0.5;

const NOT_FOUND = 'its weights could not be read.';
const DAMAGED = 'its weights do not have the SHA-256 of its card.';

type Act = (scenario: Scenario, request: Request, path: string) => Promise<Answer | undefined>;

/**
 * Handlers to stand in front of the contract's own: they answer where the scenario of a request's
 * header has trouble there, and leave the rest to the contract.
 */
export function scenarioHandlers(base: string): HttpHandler[] {
  const isMeant = ({ request }: { request: Request }) =>
    request.headers.has(scenarioHeader) && request.url.startsWith(base);
  return [
    http.all(isMeant, async ({ request }) => {
      const started = performance.now();
      const scenario = readScenario(request.headers.get(scenarioHeader));
      if (!scenario) return;
      const path = new URL(request.url).pathname.slice(new URL(base).pathname.length - 1);
      const answer = await acts[scenario.name](scenario, request, path);
      if (!answer) return;
      const headers = { ...answer.headers, [scenarioHeader]: scenario.name };
      return toResponse({ ...answer, headers }, request, started);
    }),
  ];
}

const limit = new RateLimit(LIMIT, PERIOD_MS);

const acts: Readonly<Record<Scenario['name'], Act>> = {
  degraded: async (_scenario, request, path) => {
    const [, ...others] = models.map(({ name }) => name);
    if (path === '/calibrate' && !others.includes(await modelOf(request))) return undefined;
    return withoutNetworks(path, others, others[0] ?? '', NOT_FOUND);
  },
  'model-unavailable': async (_scenario, request, path) =>
    withoutNetworks(path, allNames(), await modelOf(request), NOT_FOUND),
  'damaged-weights': async (_scenario, request, path) =>
    withoutNetworks(path, allNames(), await modelOf(request), DAMAGED),
  slow: async ({ delay }, { signal }, path) => {
    if (path === '/calibrate') await pause(delay, signal);
    return undefined;
  },
  'error-500': async (_scenario, _request, path) =>
    path === '/calibrate' ? unexpected(new Error('asked for')) : undefined,
  flaky: async ({ seed, count }, _request, path) => {
    if (path !== '/calibrate' || uniform(seed, count) >= FLAKY_SHARE) return undefined;
    return failed(503, 'ServiceUnavailableError', 'The service is busy: try again.', {});
  },
  'rate-limited': async (_scenario, _request, path) => {
    const seconds = path === '/calibrate' ? limit.take('', performance.now()) : 0;
    return seconds > 0 ? rateLimited(seconds) : undefined;
  },
};

function allNames(): string[] {
  return models.map(({ name }) => name);
}

/** What the contract says where these networks cannot be loaded. */
function withoutNetworks(
  path: string,
  missing: readonly string[],
  model: string,
  reason: string,
): Answer | undefined {
  switch (path) {
    case '/health': {
      const body = { status: 'degraded', version, model_loaded: !missing.includes(defaultModel) };
      return { status: 200, body };
    }
    case '/warmup': {
      const reasons = missing.map((name) => `${name}: ${reason}`).join('; ');
      const message = `Some models could not load. ${reasons}`;
      return { status: 200, body: { status: 'partial', message } };
    }
    case '/calibrate': {
      const error = new ModelNotLoadedError(model, reason);
      return failed(503, error.name, error.message, { model_name: model });
    }
    default:
      return undefined;
  }
}

async function modelOf(request: Request): Promise<string> {
  const json = parseJson(await request.clone().text());
  const body = json.ok ? Object(json.value) : {};
  return typeof body.model_name === 'string' ? body.model_name : defaultModel;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/** A number in [0, 1) for each seed and count (Steele, Lea & Flood 2014, in 32 bits). */
function uniform(seed: number, count: number): number {
  let z = (Math.imul(seed, 0x9e3779b9) + Math.imul(count + 1, 0x85ebca6b)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
}
