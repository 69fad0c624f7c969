import type { MiddlewareHandler } from 'hono';
import { securityHeaders } from './security-headers.ts';

/**
 * Every answer has the headers, errors and the contract's own too.
 *
 * @param apiOrigins see `contentSecurityPolicy`
 */
export function secureAnswers(apiOrigins: readonly string[]): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(apiOrigins));
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) context.header(name, value);
  };
}
