import { type HttpHandler, http } from 'msw/http';
import type { CalibrationService } from '../calibration/service.ts';
import { models } from '../levy/models.ts';
import {
  type Answer,
  abandoned,
  invalid,
  toResponse,
  unexpected,
  withAnswerHeaders,
} from './answer.ts';
import { answerBatch, jsonLinesType } from './batch-answer.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { type RouteName, routes } from './routes.ts';
import { defaultModel as contractDefault, inputDimension } from './schemas.ts';
import { version } from './version.ts';

/** What differs from place to place. */
export interface ContractOptions {
  /** Contract name of the model taken where a request names none. */
  readonly defaultModel?: string;
  /** Where the requests are counted. */
  readonly metrics?: Metrics;
  /** Whether requests need a bearer token, which is for others to check. */
  readonly isGuarded?: boolean;
  /** The page that shows the contract. */
  readonly docsPage?: () => Promise<Response>;
  /** Told of each answer that goes on after its headers, and of its end. */
  readonly onStream?: (ended: Promise<void>) => void;
}

/** Answers a request under the contract's root. Never rejects. */
export type AnswerRequest = (request: Request) => Promise<Response>;

/** What an answer may need. */
interface Context extends Required<ContractOptions> {
  readonly service: CalibrationService;
  readonly base: string;
}

type Handler = (context: Context, request: Request) => Promise<Answer | Response>;

const answers: Readonly<Record<RouteName, Handler>> = {
  root: async () => {
    const message = 'Lévy Model Calibration API';
    return ok({ message, version, docs: '/docs', health: '/health' });
  },
  health,
  models: async ({ defaultModel }) =>
    ok({
      available_models: models.map((model) => model.name),
      default_model: defaultModel,
      expected_input_dimension: inputDimension,
    }),
  calibrate,
  calibrateBatch,
  warmUp,
  clearCache,
  metrics,
  openApi: async (context) => Response.json(openApiDocument(context)),
  docs: ({ docsPage }) => docsPage(),
};

/**
 * Answers every request under `base` as the contract says; an unknown path with 404.
 *
 * @param base URL of the contract's root; it ends with a slash.
 */
export function contractAnswerer(
  service: CalibrationService,
  base: string,
  options: ContractOptions = {},
): AnswerRequest {
  const context: Context = {
    defaultModel: contractDefault,
    metrics: new Metrics(),
    isGuarded: false,
    docsPage: () => fetch(new URL('docs.html', base)),
    onStream: () => {},
    ...options,
    service,
    base,
  };
  return async (request) => {
    const started = performance.now();
    const { route, answer } = find(pathWithin(base, request.url) ?? '', request.method);
    const answered = await answer(context, request).catch(unexpected);
    const given = request.signal.aborted ? abandoned : answered;
    // A stream that nobody takes has to be told, to let go of what it reads.
    if (given !== answered && answered instanceof Response) {
      void answered.body?.cancel().catch(() => {});
    }
    const response =
      given instanceof Response
        ? withAnswerHeaders(given, request, { total: performance.now() - started })
        : toResponse(given, request, started);
    count(context, route, request, given, response, performance.now() - started);
    return response;
  };
}

/**
 * {@link contractAnswerer} as msw handlers. The same serve the service worker, the page, the Node
 * server and the tests.
 */
export function createHandlers(
  service: CalibrationService,
  base: string,
  options: ContractOptions = {},
): HttpHandler[] {
  const answer = contractAnswerer(service, base, options);
  // A predicate, not one of msw's path patterns: the base may contain characters that patterns give
  // a meaning. One handler, not one a route: each clones the request and reads its cookies to match.
  return [
    http.all(
      ({ request }) => pathWithin(base, request.url) !== undefined,
      ({ request }) => answer(request),
    ),
  ];
}

/**
 * Whether a request streams its lines: msw would keep a copy of all that was read of it, so that it
 * is to be answered without.
 */
export function isStreamed(base: string, request: Request): boolean {
  return pathWithin(base, request.url) === '/calibrate/batch' && request.method === 'POST';
}

const routeAt = new Map<string, (typeof routes)[number]>(
  routes.map((route) => [route.path, route]),
);

/** What answers, and the route it counts for: a path of the contract, or `other`. */
function find(path: string, method: string): { readonly route: string; readonly answer: Handler } {
  const route = routeAt.get(path);
  const bare = path.endsWith('/') ? routeAt.get(path.slice(0, -1)) : undefined;
  if (route?.method.toUpperCase() === method) return { route: path, answer: answers[route.name] };
  if (route) return { route: path, answer: async () => notAllowed(route) };
  if (bare) return { route: bare.path, answer: async (...call) => redirect(bare.path, ...call) };
  return { route: 'other', answer: async () => ({ status: 404, body: { detail: 'Not Found' } }) };
}

/** Whether `url` is a route of the contract under `base`, with or without a trailing slash. */
export function isRoute(base: string, url: string): boolean {
  const path = pathWithin(base, url);
  return path !== undefined && (routeAt.has(path) || routeAt.has(path.replace(/\/$/, '')));
}

function count(
  { metrics }: Context,
  route: string,
  { method }: Request,
  given: Answer | Response,
  { status, headers }: Response,
  ms: number,
): void {
  metrics.request(route, KNOWN_METHODS.has(method) ? method : 'other', status, ms / 1000);
  if (!(given instanceof Response)) countCalibration(metrics, given, headers);
}

function countCalibration(metrics: Metrics, given: Answer, headers: Headers): void {
  if (!given.calibrated) return;
  metrics.calibration({
    ...given.calibrated,
    backend: headers.get('X-Backend') ?? 'none',
    cache: headers.get('X-Cache') === 'hit' ? 'hit' : 'miss',
  });
}

const KNOWN_METHODS = new Set(['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS']);

async function health({ service, defaultModel }: Context): Promise<Answer> {
  const { loaded, failed, backend } = await service.state();
  const status = failed.length === 0 ? 'healthy' : 'degraded';
  return ok({ status, version, model_loaded: loaded.includes(defaultModel) }, backend);
}

async function calibrate({ service, defaultModel }: Context, request: Request): Promise<Answer> {
  const text = await request.text();
  const type = request.headers.get('Content-Type');
  if (text !== '' && type && !isJson(type)) {
    return invalid([], `Input should be JSON, not ${type}: send application/json`, 'dict_type');
  }
  return answerCalibrate(text, service, { signal: request.signal, defaultModel });
}

async function calibrateBatch(
  { service, defaultModel, metrics, onStream }: Context,
  request: Request,
): Promise<Answer | Response> {
  const type = request.headers.get('Content-Type');
  if (type && !isJson(type) && !JSON_LINES.test(type)) {
    const message = `Input should be JSON lines, not ${type}: send ${jsonLinesType}`;
    return invalid([], message, 'dict_type');
  }
  // Where a browser does not show the body as it comes, it is read whole.
  const whole = request.body === undefined ? await request.blob() : undefined;
  const body = whole?.size ? whole.stream() : request.body;
  if (!body) return invalid([], 'Field required', 'missing');
  const { backend = 'none' } = await service.state();
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
  onStream(ended);
  const lines = answerBatch(body, service, {
    signal: request.signal,
    defaultModel,
    onEnd,
    onAnswer: (answer) => countCalibration(metrics, answer, new Headers(answer.headers)),
  });
  return new Response(lines, {
    headers: { 'Content-Type': jsonLinesType, 'X-Backend': backend },
  });
}

/** The types that JSON lines go by; text is what curl and forms say of any file. */
const JSON_LINES =
  /^\s*(?:application\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines)|text\/plain)\s*(?:;|$)/i;

async function warmUp({ service }: Context): Promise<Answer> {
  const { loaded, failed, backend } = await service.warmUp();
  if (failed.length > 0) {
    const reasons = failed.map(({ model, reason }) => `${model}: ${reason}`);
    const message = `Some models could not load. ${reasons.join('; ')}`;
    return ok({ status: 'partial', message }, backend);
  }
  const names = models.map((model) => model.name).filter((name) => loaded.includes(name));
  const message = 'Models warmed up successfully';
  return ok({ status: 'success', message, models_loaded: names }, backend);
}

async function clearCache({ service }: Context): Promise<Answer> {
  const { backend } = await service.clear();
  return ok({ status: 'success', message: 'Model cache cleared' }, backend);
}

async function metrics({ service, metrics: counted }: Context): Promise<Response> {
  const { loaded, memory } = await service.state();
  const networks = models.map(({ name }) => [name, loaded.includes(name)] as const);
  const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' };
  return new Response(counted.text(Object.fromEntries(networks), memory), { headers });
}

function notAllowed({ method }: (typeof routes)[number]): Answer {
  const headers = { Allow: method.toUpperCase() };
  return { status: 405, body: { detail: 'Method Not Allowed' }, headers };
}

/** Built by hand: `Response.redirect` takes no relative address and says nothing more. */
function redirect(path: string, { base }: Context, { url }: Request): Response {
  const target = new URL(path.slice(1), base);
  target.search = new URL(url).search;
  return new Response(null, { status: 307, headers: { Location: target.href } });
}

function ok(body: Answer['body'], backend?: string): Answer {
  return { status: 200, body, ...(backend && { headers: { 'X-Backend': backend } }) };
}

/** `application/json` or `application/<anything>+json`, as FastAPI takes them. */
function isJson(contentType: string): boolean {
  const type = contentType.split(';', 1)[0] ?? '';
  return /^\s*application\/(?:[^/]*\+)?json\s*$/i.test(type);
}

/** Path under `base` with its leading slash; undefined for a URL outside it. */
function pathWithin(base: string, url: string): string | undefined {
  const { origin, pathname } = new URL(url);
  const root = new URL(base);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  return pathname.slice(root.pathname.length - 1);
}
