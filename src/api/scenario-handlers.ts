import { type HttpHandler, http } from 'msw/http';
import { models } from '../levy/models.ts';
import { ModelNotLoadedError } from '../network/model-not-loaded-error.ts';
import { type Answer, failed, rateLimited, toResponse, unexpected } from './answer.ts';
import { readTask } from './calibration-task.ts';
import { parseJson } from './json-text.ts';
import { RateLimit } from './rate-limit.ts';
import { routes } from './routes.ts';
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

interface Asked {
  readonly scenario: Scenario;
  readonly request: Request;
  /** Of a route of the contract, asked for by its own method. */
  readonly path: string;
  readonly limit: RateLimit;
}

type Act = (asked: Asked) => Promise<Answer | undefined>;

/**
 * Handlers to stand in front of the contract's own: they answer where the scenario of a request's
 * header has trouble there, and leave the rest to the contract. What `rate-limited` counts is theirs.
 */
export function scenarioHandlers(base: string): HttpHandler[] {
  const limit = new RateLimit(LIMIT, PERIOD_MS);
  const isMeant = ({ request }: { request: Request }) =>
    request.headers.has(scenarioHeader) && request.url.startsWith(base);
  return [
    http.all(isMeant, async ({ request }) => {
      const started = performance.now();
      const scenario = readScenario(request.headers.get(scenarioHeader));
      if (!scenario) return;
      const path = new URL(request.url).pathname.slice(new URL(base).pathname.length - 1);
      const isRoute = routes.some(
        (route) => route.path === path && route.method.toUpperCase() === request.method,
      );
      const answer = isRoute && (await acts[scenario.name]({ scenario, request, path, limit }));
      if (!answer) return;
      const headers = { ...answer.headers, [scenarioHeader]: scenario.name };
      return toResponse({ ...answer, headers }, request, started);
    }),
  ];
}

const acts: Readonly<Record<Scenario['name'], Act>> = {
  degraded: async (asked) => {
    const [, ...others] = allNames();
    return withoutNetworks(asked, others, NOT_FOUND);
  },
  'model-unavailable': async (asked) => withoutNetworks(asked, allNames(), NOT_FOUND),
  'damaged-weights': async (asked) => withoutNetworks(asked, allNames(), DAMAGED),
  slow: async ({ scenario: { delay }, request: { signal }, path }) => {
    if (path === '/calibrate') await pause(delay, signal);
    return undefined;
  },
  'error-500': async ({ path }) =>
    path === '/calibrate' ? unexpected(new Error('asked for')) : undefined,
  flaky: async ({ scenario: { seed, count }, path }) => {
    if (path !== '/calibrate' || uniform(seed, count) >= FLAKY_SHARE) return undefined;
    return failed(503, 'ServiceUnavailableError', 'The service is busy: try again.', {});
  },
  'rate-limited': async ({ path, limit }) => {
    const seconds = path === '/calibrate' ? limit.take('', performance.now()) : 0;
    return seconds > 0 ? rateLimited(seconds) : undefined;
  },
};

function allNames(): string[] {
  return models.map(({ name }) => name);
}

/** What the contract says where these networks cannot be loaded. */
async function withoutNetworks(
  { request, path }: Asked,
  missing: readonly string[],
  reason: string,
): Promise<Answer | undefined> {
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
      const model = await modelOf(request);
      if (model === undefined || !missing.includes(model)) return undefined;
      const error = new ModelNotLoadedError(model, reason);
      return failed(503, error.name, error.message, { model_name: model });
    }
    default:
      return undefined;
  }
}

/** The model that a request asks for; undefined of one that the contract refuses before it looks. */
async function modelOf(request: Request): Promise<string | undefined> {
  const json = parseJson(await request.clone().text());
  if (!json.ok) return undefined;
  const task = readTask(json.value);
  return task.ok ? task.value.model : undefined;
}

/** Ends with the request at the latest: who stopped it awaits nothing. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** A number in [0, 1) for each seed and count (Steele, Lea & Flood 2014, in 32 bits). */
function uniform(seed: number, count: number): number {
  let z = (Math.imul(seed, 0x9e3779b9) + Math.imul(count + 1, 0x85ebca6b)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
}
