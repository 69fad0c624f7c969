import type { MiddlewareHandler } from 'hono';
import type { Log } from './log.ts';

/** Callers who were refused before anything was read: worth a look where there are many. */
const REFUSED = new Set([401, 413, 429]);

/**
 * Notes every request without its query, its body and its headers: at level `debug` those for files,
 * as a page asks for many.
 */
export function logRequests(log: Log, isRoute: (path: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const started = performance.now();
    await next();
    const { method, path } = context.req;
    const { status, headers } = context.res;
    const isFile = status < 400 && !isRoute(path);
    const level = isFile ? 'debug' : REFUSED.has(status) ? 'warn' : status < 500 ? 'info' : 'error';
    log.write(level, 'request', {
      method,
      path,
      status,
      ms: Math.round(100 * (performance.now() - started)) / 100,
      request_id: headers.get('X-Request-ID') ?? undefined,
      backend: headers.get('X-Backend') ?? undefined,
    });
  };
}
