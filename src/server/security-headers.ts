/**
 * What the page may load and speak to; built into it, and sent along by the servers.
 *
 * @param apiOrigins servers of the contract that the page may name, besides those of this machine
 */
export function contentSecurityPolicy(apiOrigins: readonly string[]): string {
  const servers = ["'self'", 'http://localhost:*', 'http://127.0.0.1:*', ...apiOrigins];
  return [
    "default-src 'self'",
    // WebAssembly compiles; no eval and no inline script. React sets styles through the CSSOM.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "worker-src 'self'",
    `connect-src ${servers.join(' ')}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The headers of every file that is served. */
export function securityHeaders(apiOrigins: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': `${contentSecurityPolicy(apiOrigins)}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}
