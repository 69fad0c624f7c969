import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { rateLimited, toResponse } from '../api/answer.ts';
import { RateLimit } from '../api/rate-limit.ts';
import { openPaths } from '../api/routes.ts';

/** Paths that make the server compute. */
const COSTLY = new Set(['/calibrate', '/calibrate/batch', '/warmup', '/cache']);

const MINUTE_MS = 60_000;

/** Lets only those in who know the bearer token (RFC 6750). */
export function bearerGuard(
  token: string,
  isGuarded: (path: string) => boolean,
): MiddlewareHandler {
  const expected = digest(token);
  return async (context, next) => {
    const { path } = context.req;
    const isOpen = openPaths.has(path) || openPaths.has(path.replace(/\/$/, ''));
    if (!isGuarded(path) || isOpen) return next();
    const [, given] = /^Bearer +(\S+) *$/i.exec(context.req.header('Authorization') ?? '') ?? [];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return next();
    const [detail, challenge] =
      given === undefined
        ? ['Not authenticated', 'Bearer']
        : ['The token is wrong', 'Bearer error="invalid_token"'];
    const answer = { status: 401, body: { detail }, headers: { 'WWW-Authenticate': challenge } };
    return toResponse(answer, context.req.raw, performance.now());
  };
}

/** Takes so many costly requests a minute from one address. */
export function rateGuard(
  limit: number,
  addressOf: (context: Parameters<MiddlewareHandler>[0]) => string,
): MiddlewareHandler {
  const buckets = new RateLimit(limit, MINUTE_MS);
  return async (context, next) => {
    if (!COSTLY.has(context.req.path)) return next();
    const seconds = buckets.take(addressOf(context), performance.now());
    if (seconds === 0) return next();
    return toResponse(rateLimited(seconds), context.req.raw, performance.now());
  };
}

/** Of equal length, so that comparing them takes the same time whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
