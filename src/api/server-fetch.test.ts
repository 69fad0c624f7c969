import { describe, expect, it } from 'vitest';
import { passHeader, serverFetch, serverUrl } from './server-fetch.ts';

const url = 'http://server:8000/levy/';

/** The request that a page of `origin` would send. */
async function sent(origin: string, token: string | undefined, path: string, init?: RequestInit) {
  const calls: Request[] = [];
  const options: RequestInit[] = [];
  const inner: typeof fetch = async (input, own) => {
    options.push(own ?? {});
    calls.push(new Request(input, own));
    return new Response();
  };
  await serverFetch(inner, { url, ...(token && { token }) }, origin)(new URL(path, url), init);
  return { request: calls[0]!, options: options[0]! };
}

describe('serverFetch', () => {
  it('sends the token in a header, and nothing that tells of this browser', async () => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    const { request, options } = await sent('https://page', 'secret', 'calibrate', init);
    expect(request.headers.get('Authorization')).toBe('Bearer secret');
    expect(request.headers.get('Content-Type')).toBe('application/json');
    expect([request.url, await request.text()]).toEqual([`${url}calibrate`, '{}']);
    expect(options).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it('sends no Authorization without a token', async () => {
    const { request } = await sent('https://page', undefined, 'health');
    expect(request.headers.has('Authorization')).toBe(false);
  });

  it.each(['http://server:8000/elsewhere', 'http://other/levy/health', '//other/levy/'])(
    'keeps the token from %s',
    async (path) => {
      const { request } = await sent('https://page', 'secret', path);
      expect(request.headers.has('Authorization')).toBe(false);
    },
  );

  it('marks a request to the page’s own origin alone', async () => {
    const marks = async (origin: string) =>
      (await sent(origin, 't', 'health')).request.headers.get(passHeader);
    expect(await marks('http://server:8000')).toBe('http');
    for (const other of ['http://server', 'https://server:8000', 'http://server:8001', 'null']) {
      expect(await marks(other)).toBeNull();
    }
  });

  it('passes on the signal, and what the server answers', async () => {
    const { signal } = new AbortController();
    const { options } = await sent('https://page', 't', 'health', { signal });
    expect(options.signal).toBe(signal);
  });
});

describe('serverUrl', () => {
  it.each([
    ['http://localhost:8000', 'http://localhost:8000/'],
    ['localhost:8000', 'http://localhost:8000/'],
    ['  HTTPS://Host.Example/api  ', 'https://host.example/api/'],
    ['host/levy/', 'http://host/levy/'],
    ['127.0.0.1:8000', 'http://127.0.0.1:8000/'],
    ['[::1]:8000', 'http://[::1]:8000/'],
    ['http://host/app/?token=x#part', 'http://host/app/'],
    ['host:80', 'http://host/'],
  ])('reads %j', (typed, expected) => {
    expect(serverUrl(typed)).toEqual({ ok: true, url: expected });
    expect(serverUrl(expected)).toEqual({ ok: true, url: expected });
  });

  it.each([
    ['', /^Type the address/],
    ['   ', /^Type the address/],
    ['ftp://host', /is no address of a server/],
    ['file:///etc/passwd', /is no address of a server/],
    ['javascript:alert(1)', /is no address of a server/],
    ['not a host', /is no address of a server/],
    ['http://', /is no address of a server/],
    ['host:99999', /is no address of a server/],
    ['http://user@host', /^Leave the name and the password out/],
    ['https://user:pass@host/x', /^Leave the name and the password out/],
  ])('refuses %j', (typed, message) => {
    const read = serverUrl(typed);
    expect(read).toMatchObject({ ok: false, message: expect.stringMatching(message) });
    expect(read.ok || read.message).not.toContain('pass@');
  });
});
