import {
  cacheControl,
  hashedFolder,
  securityHeaders,
  strictTransport,
} from './security-headers.ts';

/**
 * `_headers`, which Netlify and Cloudflare Pages read from the folder they publish. Both join what
 * two rules say of one header, so that of all other files the hosts' own `Cache-Control` stands:
 * asked for anew each time, too.
 */
export function headersFile(apiOrigins: readonly string[]): string {
  const everywhere = { ...securityHeaders(apiOrigins), ...strictTransport };
  const lines = Object.entries(everywhere).map(([name, value]) => `  ${name}: ${value}`);
  const hashed = [`/${hashedFolder}/*`, `  Cache-Control: ${cacheControl.hashed}`];
  return ['/*', ...lines, ...hashed, ''].join('\n');
}

/** What `deploy/nginx.conf` includes, for every answer, errors too. */
export function nginxHeaders(apiOrigins: readonly string[]): string {
  const lines = Object.entries(securityHeaders(apiOrigins)).map(
    ([name, value]) => `add_header ${name} "${value}" always;`,
  );
  return [...lines, ''].join('\n');
}
