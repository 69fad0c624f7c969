import { Hono, type MiddlewareHandler } from 'hono';
import { describe, expect, it } from 'vitest';
import { bearerGuard, rateGuard } from './guards.ts';

function behind(guard: MiddlewareHandler) {
  const app = new Hono();
  app.use(guard);
  app.all('*', ({ text }) => text('in'));
  return app;
}

describe('the bearer guard', () => {
  const token = 'the-token-of-16-letters';
  const app = behind(bearerGuard(token, (path) => !path.startsWith('/assets/')));
  const ask = (path: string, authorization?: string) =>
    app.request(path, authorization === undefined ? {} : { headers: { authorization } });

  it.each([`Bearer ${token}`, `bearer  ${token} `])('lets “%s” in', async (authorization) => {
    expect(await (await ask('/calibrate', authorization)).text()).toBe('in');
  });

  it.each([
    [undefined, 'Not authenticated', 'Bearer'],
    [token, 'Not authenticated', 'Bearer'],
    [`Basic ${token}`, 'Not authenticated', 'Bearer'],
    ['Bearer', 'Not authenticated', 'Bearer'],
    [`Bearer ${token}x`, 'The token is wrong', 'Bearer error="invalid_token"'],
    [`Bearer ${token.toUpperCase()}`, 'The token is wrong', 'Bearer error="invalid_token"'],
    ['Bearer é', 'The token is wrong', 'Bearer error="invalid_token"'],
  ])('refuses %s', async (authorization, detail, challenge) => {
    for (const path of ['/calibrate', '/models', '/metrics', '/calibrate/', '/warmup', '/cache']) {
      const response = await ask(path, authorization);
      expect([response.status, await response.json()]).toEqual([401, { detail }]);
      expect(response.headers.get('WWW-Authenticate')).toBe(challenge);
      expect(response.headers.get('X-Request-ID')).not.toBeNull();
    }
  });

  it.each(['/', '/health', '/health/', '/docs', '/openapi.json', '/assets/index.js'])(
    'leaves %s open',
    async (path) => {
      expect(await (await ask(path)).text()).toBe('in');
    },
  );
});

describe('the rate guard', () => {
  const app = behind(rateGuard(2, ({ req }) => req.header('X-Address') ?? ''));
  const ask = (path: string, address: string) =>
    app.request(path, { headers: { 'X-Address': address } });

  it('refuses an address that asks too much, by itself, and says when to come back', async () => {
    const statuses: number[] = [];
    for (const path of ['/calibrate', '/warmup', '/cache']) {
      statuses.push((await ask(path, '10.0.0.1')).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await ask('/calibrate', '10.0.0.1');
    const seconds = Number(refused.headers.get('Retry-After'));
    expect(await refused.json()).toEqual({
      error: 'RateLimitExceededError',
      message: `Too many requests: the next one is taken in ${seconds} s.`,
      details: { retry_after: seconds },
    });
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(30);
    expect((await ask('/health', '10.0.0.1')).status).toBe(200);
    expect((await ask('/calibrate', '10.0.0.2')).status).toBe(200);
  });
});
