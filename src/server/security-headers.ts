import { scriptPolicy } from '../calibration/worker/script-url.ts';

/**
 * What the page may load and speak to; built into it, and sent along by the servers. Workers have
 * no page to read it in: theirs is that of the headers.
 *
 * @param apiOrigins servers of the contract that the page may name, besides those of this machine
 */
export function contentSecurityPolicy(apiOrigins: readonly string[]): string {
  const servers = ["'self'", 'http://localhost:*', 'http://127.0.0.1:*', ...apiOrigins];
  return [
    "default-src 'none'",
    // WebAssembly compiles; no eval and no inline script.
    "script-src 'self' 'wasm-unsafe-eval'",
    // No style attribute either: React and the charts set styles through the CSSOM.
    "style-src 'self'",
    // The icon, and figures on their way to PNG.
    "img-src 'self' data:",
    `connect-src ${servers.join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    // Text becomes no markup and no code, and a script's URL only by the policy that checks it.
    "require-trusted-types-for 'script'",
    `trusted-types ${scriptPolicy}`,
  ].join('; ');
}

/** What a page of ours asks for on its own account, and what no frame in it could ask for. */
const powers: Readonly<Record<string, string>> = {
  'cross-origin-isolated': '(self)',
  'clipboard-write': '(self)',
  'clipboard-read': '()',
  ...Object.fromEntries(
    [
      ...['accelerometer', 'autoplay', 'browsing-topics', 'camera'],
      ...['compute-pressure', 'display-capture', 'encrypted-media', 'fullscreen', 'gamepad'],
      ...['geolocation', 'gyroscope', 'hid', 'identity-credentials-get', 'idle-detection'],
      ...['keyboard-map', 'local-fonts', 'magnetometer', 'microphone', 'midi'],
      ...['otp-credentials', 'payment', 'picture-in-picture', 'publickey-credentials-create'],
      ...['publickey-credentials-get', 'screen-wake-lock', 'serial', 'storage-access'],
      ...['sync-xhr', 'usb', 'window-management', 'xr-spatial-tracking'],
    ].map((power) => [power, '()']),
  ),
};

/**
 * The headers of every answer. `Strict-Transport-Security` is not among them: it is for whoever
 * ends TLS to send, see {@link strictTransport}.
 */
export function securityHeaders(apiOrigins: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': `${contentSecurityPolicy(apiOrigins)}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': Object.entries(powers)
      .map(([power, allowed]) => `${power}=${allowed}`)
      .join(', '),
  };
}

/** For where TLS is: over plain HTTP browsers ignore it. */
export const strictTransport = { 'Strict-Transport-Security': 'max-age=31536000' };

/** Folder whose names have a hash. */
export const hashedFolder = 'assets';

/** `Cache-Control` by kind of file. */
export const cacheControl = {
  /** A name with a hash is for one content only. */
  hashed: 'public, max-age=31536000, immutable',
  /** Everything else, pages, service worker and networks, is asked for anew each time. */
  named: 'no-cache',
};
