import { type HttpHandler, http } from 'msw/http';
import type { CalibrationService } from '../calibration/service.ts';
import { models } from '../levy/models.ts';
import { type Answer, answerCalibrate, invalid, unexpected } from './calibrate-answer.ts';
import { defaultModel, inputDimension } from './schemas.ts';
import { version } from './version.ts';

interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly answer: (service: CalibrationService, request: Request) => Promise<Answer>;
}

/** Every route of the contract; each path has one method. */
const routes: readonly Route[] = [
  { method: 'get', path: '/', answer: root },
  { method: 'get', path: '/health', answer: health },
  { method: 'get', path: '/models', answer: listModels },
  { method: 'post', path: '/calibrate', answer: calibrate },
  { method: 'post', path: '/warmup', answer: warmUp },
  { method: 'delete', path: '/cache', answer: clearCache },
];

/**
 * msw handlers that answer every request under `base` as the contract says; an unknown path is
 * answered with 404. The same handlers serve the service worker, the page and the tests.
 *
 * @param base URL of the contract's root; it ends with a slash.
 */
export function createHandlers(service: CalibrationService, base: string): HttpHandler[] {
  // Predicates, not msw's path patterns: the base may contain characters that patterns give a meaning.
  const at =
    (path: string) =>
    ({ request }: { request: Request }) =>
      pathWithin(base, request.url) === path;
  return [
    ...routes.map(({ method, path, answer }) =>
      http[method](at(path), async ({ request }) => {
        const { body, ...init } = await answer(service, request).catch(unexpected);
        return Response.json(body, init);
      }),
    ),
    ...routes.map(({ method, path }) =>
      http.all(at(path), () => {
        const headers = { Allow: method.toUpperCase() };
        return Response.json({ detail: 'Method Not Allowed' }, { status: 405, headers });
      }),
    ),
    ...routes.map(({ path }) =>
      http.all(at(`${path}/`), ({ request }) => {
        const location = new URL(path.slice(1) + new URL(request.url).search, base);
        return Response.redirect(location, 307);
      }),
    ),
    http.all(
      ({ request }) => pathWithin(base, request.url) !== undefined,
      () => Response.json({ detail: 'Not Found' }, { status: 404 }),
    ),
  ];
}

/** Whether `url` is a route of the contract under `base`, with or without a trailing slash. */
export function isRoute(base: string, url: string): boolean {
  const path = pathWithin(base, url);
  return routes.some((route) => route.path === path || `${route.path}/` === path);
}

async function root(): Promise<Answer> {
  const message = 'Lévy Model Calibration API';
  return ok({ message, version, docs: '/docs', health: '/health' });
}

async function health(service: CalibrationService): Promise<Answer> {
  const { loaded, failed } = await service.state();
  return ok({
    status: failed.length === 0 ? 'healthy' : 'degraded',
    version,
    model_loaded: loaded.includes(defaultModel),
  });
}

async function listModels(): Promise<Answer> {
  return ok({
    available_models: models.map((model) => model.name),
    default_model: defaultModel,
    expected_input_dimension: inputDimension,
  });
}

async function calibrate(service: CalibrationService, request: Request): Promise<Answer> {
  const text = await request.text();
  const type = request.headers.get('Content-Type');
  if (text !== '' && type !== null && !isJson(type)) {
    return invalid([], `Input should be JSON, not ${type}: send application/json`, 'dict_type');
  }
  return answerCalibrate(text, service, request.signal);
}

async function warmUp(service: CalibrationService): Promise<Answer> {
  const { loaded, failed } = await service.warmUp();
  if (failed.length > 0) {
    const reasons = failed.map(({ model, reason }) => `${model}: ${reason}`);
    return ok({ status: 'partial', message: `Some models could not load. ${reasons.join('; ')}` });
  }
  return ok({
    status: 'success',
    message: 'Models warmed up successfully',
    models_loaded: models.map((model) => model.name).filter((name) => loaded.includes(name)),
  });
}

async function clearCache(service: CalibrationService): Promise<Answer> {
  await service.clear();
  return ok({ status: 'success', message: 'Model cache cleared' });
}

function ok(body: Answer['body']): Answer {
  return { status: 200, body };
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
