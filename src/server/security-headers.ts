/** What the page may load and speak to; built into it, and sent along by the servers. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  // WebAssembly compiles; no eval and no inline script. React sets styles through the CSSOM.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "worker-src 'self'",
  // The analyst may name a server of the contract on this machine; others are the deployer's to allow.
  `connect-src ${["'self'", 'http://localhost:*', 'http://127.0.0.1:*', ...apiOrigins()].join(' ')}`,
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The headers of every file that is served. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** `API_ORIGINS` of the environment, apart by spaces or commas, at the build and at the start. */
function apiOrigins(): string[] {
  const named = (process.env.API_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean);
  return named.map((text) => {
    const url = URL.parse(text);
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
    throw new Error(`API_ORIGINS: “${text}” is no origin such as https://api.example.com.`);
  });
}
