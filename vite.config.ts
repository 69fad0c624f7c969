import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { networksVersion, serviceWorker } from './src/api/service-worker/vite-plugin.ts';
import { readOrigins } from './src/server/origins.ts';
import { contentSecurityPolicy, securityHeaders } from './src/server/security-headers.ts';
import { headersFile } from './src/server/static-headers.ts';

const { origins: apiOrigins, wrong } = readOrigins(process.env.API_ORIGINS ?? '');
if (wrong.length > 0) throw new Error(`API_ORIGINS has what is no origin: ${wrong.join(' ')}`);

// Saves 120 KB gzipped, in the service worker and in the page alike; the file says why it may.
const noCookieJar = fileURLToPath(
  new URL('./src/api/service-worker/no-cookie-jar.ts', import.meta.url),
);

/** For hosts that send no headers. Not under the development server, whose scripts are inline. */
const policyInPage: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: contentSecurityPolicy(apiOrigins),
      },
      injectTo: 'head-prepend',
    },
  ],
};

const root = fileURLToPath(new URL('.', import.meta.url));
const networks = networksVersion(root);

/** The application and the page of the contract; what is built elsewhere by this file has its own. */
const pages: Plugin = {
  name: 'pages',
  config: (config) =>
    config.root === undefined || config.root === root
      ? { build: { rolldownOptions: { input: ['index.html', 'docs.html'] } } }
      : {},
};

/** For hosts that read their headers from a file of the build. */
const headersForHosts: Plugin = {
  name: 'headers-for-hosts',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(apiOrigins) });
  },
};

export default defineConfig({
  // Relative, so that the build runs at any address, sub-paths included.
  base: './',
  define: { __NETWORKS__: JSON.stringify(networks) },
  plugins: [react(), pages, policyInPage, headersForHosts, serviceWorker(networks)],
  resolve: { alias: { 'is-node-process': noCookieJar, 'tough-cookie': noCookieJar } },
  // The one large script is three, which comes when the surface is first looked at.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  worker: { format: 'es' },
  // Some tests price thousands of surfaces; a busy machine takes its time.
  test: { include: ['src/**/*.test.ts'], testTimeout: 120_000, execArgv: ['--expose-gc'] },
  preview: { port: 8000, strictPort: false, headers: securityHeaders(apiOrigins) },
});
