import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { getResponse } from 'msw/utils/get-response';
import { failed, requestIdOf, toResponse, unexpected } from '../api/answer.ts';
import { createHandlers, isRoute } from '../api/handlers.ts';
import { Metrics } from '../api/metrics.ts';
import type { CalibrationService } from '../calibration/service.ts';
import type { Config } from './config.ts';
import { bearerGuard, rateGuard } from './guards.ts';
import type { Log } from './log.ts';
import { securityHeaders } from './security-headers.ts';

/** 20,000 quotes with all their fields are 3 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a page of another origin may read of an answer. */
const EXPOSED = [
  ...['X-Request-ID', 'Server-Timing', 'X-Backend', 'X-Cache', 'X-Surface-Check', 'X-Refined'],
  ...['X-Parameter-Errors', 'X-Unfamiliarity', 'X-Price-Noise', 'X-Parameters-At-Edge'],
  'Retry-After',
];

export interface ServerOptions {
  readonly config: Pick<Config, 'corsOrigins' | 'token' | 'rateLimit' | 'defaultModel'>;
  readonly service: CalibrationService;
  /** Folder of the build. */
  readonly files: string;
  readonly log: Log;
}

type Server = Hono<{ Bindings: HttpBindings }>;

/** The contract over HTTP by the handlers of the service worker, beside the application's files. */
export function createServerApp({ config, service, files, log }: ServerOptions): Server {
  const { corsOrigins, token, rateLimit, defaultModel } = config;
  const metrics = new Metrics();
  const page = (name: string) => async () => {
    const headers = { ...securityHeaders, ...fresh, 'Content-Type': 'text/html; charset=utf-8' };
    return new Response(new Uint8Array(await readFile(join(files, name))), { headers });
  };
  const options = { defaultModel, metrics, isGuarded: !!token, docsPage: page('docs.html') };
  const app: Server = new Hono();

  app.use(async (context, next) => {
    const started = performance.now();
    await next();
    const { status, headers } = context.res;
    log.write(status >= 500 ? 'error' : 'info', 'request', {
      method: context.req.method,
      path: context.req.path,
      status,
      ms: Math.round(100 * (performance.now() - started)) / 100,
      request_id: headers.get('X-Request-ID') ?? undefined,
      backend: headers.get('X-Backend') ?? undefined,
    });
  });
  if (corsOrigins.length > 0) app.use(crossOrigin(corsOrigins));
  app.use(compress());
  if (token) app.use(bearerGuard(token, (path) => isRoute(ROOT, ROOT + path.slice(1))));
  if (rateLimit) {
    app.use(rateGuard(rateLimit, ({ env }) => env?.incoming?.socket.remoteAddress ?? ''));
  }
  app.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: ({ req }) => {
        const message = `The body is larger than ${MOST_BYTES} bytes.`;
        const answer = failed(413, 'RequestTooLargeError', message, { limit: MOST_BYTES });
        return toResponse(answer, req.raw, performance.now());
      },
    }),
  );
  const index = page('index.html');
  app.get('/', async (context, next) => {
    const isPage = context.req.header('Accept')?.includes('text/html');
    return isPage ? index() : next();
  });
  app.use(async (context, next) => {
    const { url, path, method } = context.req;
    if (!isRoute(ROOT, ROOT + path.slice(1)) && ['GET', 'HEAD'].includes(method)) {
      return next();
    }
    return answer(context.req.raw, new URL('/', url).href);
  });
  app.get(
    '*',
    serveStatic({
      root: files,
      onFound: (path, context) => {
        for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
        const isHashed = path.includes('/assets/');
        context.header(
          'Cache-Control',
          isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    }),
  );
  app.notFound(({ req }) => answer(req.raw, new URL('/', req.url).href));
  app.onError((error, { req }) => {
    const request_id = requestIdOf(req.raw.headers);
    log.write('error', 'unexpected', { name: error.name, stack: error.stack, request_id });
    return toResponse(unexpected(error), req.raw, performance.now());
  });
  return app;

  async function answer(request: Request, base: string): Promise<Response> {
    const handlers = createHandlers(service, base, options);
    return (await getResponse(handlers, request)) ?? Response.error();
  }
}

/** Any root: only the path counts. */
const ROOT = 'http://server/';

const fresh = { 'Cache-Control': 'no-cache' };

/** Answers preflights and lets these origins read; any other `OPTIONS` is the contract's to refuse. */
function crossOrigin(origins: readonly string[]) {
  const allow = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['Content-Type', 'Authorization', 'X-Request-ID'],
    exposeHeaders: EXPOSED,
    maxAge: 600,
  });
  return (async (context, next) => {
    const isPreflight = context.req.header('Access-Control-Request-Method') !== undefined;
    return context.req.method === 'OPTIONS' && !isPreflight ? next() : allow(context, next);
  }) satisfies ReturnType<typeof cors>;
}
