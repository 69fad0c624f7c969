import { expect, it } from 'vitest';
import { readOrigins } from './origins.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';

it('lets the page speak to its own origin, to this machine and to servers that are named', () => {
  const connects = (origins: readonly string[]) =>
    /connect-src ([^;]*)/.exec(contentSecurityPolicy(origins))?.[1];
  expect(connects([])).toBe("'self' http://localhost:* http://127.0.0.1:*");
  expect(connects(['https://api.example.com'])).toBe(
    "'self' http://localhost:* http://127.0.0.1:* https://api.example.com",
  );
});

it('lets nothing inline run, and nobody frame the page', () => {
  const policy = securityHeaders([])['Content-Security-Policy'] ?? '';
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*(?!;| |$)/);
  expect(policy).toMatch(
    /^default-src 'none'.*require-trusted-types-for 'script'.*frame-ancestors 'none'$/,
  );
});

it('takes an origin for no more than it is: nothing ends the directive', () => {
  const { origins, wrong } = readOrigins(
    "https://a.example.com/, http://b.example.com:81 https://c.example.com; script-src https://d.example.com?x 'none'",
  );
  expect(origins).toEqual(['https://a.example.com', 'http://b.example.com:81']);
  expect(wrong).toEqual([
    'https://c.example.com;',
    'script-src',
    'https://d.example.com?x',
    "'none'",
  ]);
});
