import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { getResponse } from 'msw/utils/get-response';
import { failed, requestIdOf, toResponse, unexpected } from '../api/answer.ts';
import { contractAnswerer, createHandlers, isRoute, isStreamed } from '../api/handlers.ts';
import { Metrics } from '../api/metrics.ts';
import type { CalibrationService } from '../calibration/service.ts';
import type { Config } from './config.ts';
import { serveFiles } from './files.ts';
import { bearerGuard, rateGuard } from './guards.ts';
import type { Log } from './log.ts';
import { logRequests } from './log-requests.ts';
import { secureAnswers } from './secure-answers.ts';

/** 20,000 quotes with all their fields are 3 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a page of another origin may read of an answer. */
const EXPOSED = [
  ...['X-Request-ID', 'Server-Timing', 'X-Backend', 'X-Cache', 'X-Surface-Check', 'X-Refined'],
  ...['X-Parameter-Errors', 'X-Unfamiliarity', 'X-Price-Noise', 'X-Parameters-At-Edge'],
  'Retry-After',
];

export interface ServerOptions {
  readonly config: Pick<
    Config,
    'corsOrigins' | 'apiOrigins' | 'token' | 'rateLimit' | 'defaultModel'
  >;
  readonly service: CalibrationService;
  /** Folder of the build. */
  readonly files: string;
  readonly log: Log;
}

type Server = Hono<{ Bindings: HttpBindings }>;

/** The contract over HTTP by the handlers of the service worker, beside the application's files. */
export function createServerApp({ config, service, files, log }: ServerOptions): Server {
  const { corsOrigins, apiOrigins, token, rateLimit, defaultModel } = config;
  const { index, rest, page } = serveFiles(files);
  const options = {
    defaultModel,
    metrics: new Metrics(),
    isGuarded: token !== undefined,
    docsPage: () => page('docs.html'),
  };
  const app: Server = new Hono();

  app.use(logRequests(log, isContract));
  app.use(secureAnswers(apiOrigins));
  if (corsOrigins.length > 0) app.use(crossOrigin(corsOrigins));
  app.use(compress(), refuseCredentials);
  if (token) app.use(bearerGuard(token, isContract));
  if (rateLimit) {
    // The connection's address: X-Forwarded-For is whatever its sender wants it to be.
    app.use(rateGuard(rateLimit, ({ env }) => env?.incoming?.socket.remoteAddress ?? ''));
  }
  app.use(limitBody);
  app.get('/', index);
  app.use(async (context, next) => {
    const { raw, path, method } = context.req;
    const isForFile = !isContract(path) && ['GET', 'HEAD'].includes(method);
    return isForFile ? next() : answer(raw);
  });
  app.get('*', rest);
  app.notFound(({ req }) => answer(req.raw));
  app.onError((error, { req }) => {
    const request_id = requestIdOf(req.raw.headers);
    log.write('error', 'unexpected', { name: error.name, stack: error.stack, request_id });
    return toResponse(unexpected(error), req.raw, performance.now());
  });
  return app;

  async function answer(request: Request): Promise<Response> {
    const root = rootOf(request);
    if (isStreamed(root, request)) return contractAnswerer(service, root, options)(request);
    const handlers = createHandlers(service, root, options);
    const response = await getResponse(handlers, request);
    if (!response) throw new Error('No handler takes the request');
    return response;
  }
}

function rootOf({ url }: Request): string {
  return new URL('/', url).href;
}

function isContract(path: string): boolean {
  // Any root: only the path counts.
  const root = 'http://server/';
  return isRoute(root, root + path.slice(1));
}

/** No `Request` can be made of `http://user:password@host/`. */
const refuseCredentials: MiddlewareHandler = async ({ req }, next) => {
  const { username, password } = new URL(req.url);
  if (!username && !password) return next();
  return Response.json({ detail: 'Bad Request' }, { status: 400 });
};

const limitWhole = bodyLimit({
  maxSize: MOST_BYTES,
  onError: ({ req }) => {
    const message = `The body is larger than ${MOST_BYTES} bytes.`;
    const answer = failed(413, 'RequestTooLargeError', message, { limit: MOST_BYTES });
    return toResponse(answer, req.raw, performance.now());
  },
});

/** A body that is read line by line has a limit for each. */
const limitBody: MiddlewareHandler = (context, next) =>
  isStreamed(rootOf(context.req.raw), context.req.raw) ? next() : limitWhole(context, next);

/** Answers preflights and lets these origins read; any other `OPTIONS` is the contract's to refuse. */
function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  const allow = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['Content-Type', 'Authorization', 'X-Request-ID'],
    exposeHeaders: EXPOSED,
    maxAge: 600,
  });
  return async (context, next) => {
    const isPreflight = context.req.header('Access-Control-Request-Method') !== undefined;
    return context.req.method === 'OPTIONS' && !isPreflight ? next() : allow(context, next);
  };
}
