import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

/**
 * Builds the page with one backend as the app is built, since bundling has cost kernels before, and
 * serves it as the app is served, under its policy.
 */
export async function serveBackendPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'levy-backends-'));
  const options = {
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    root: import.meta.dirname,
    publicDir: false,
    logLevel: 'error',
  } as const;
  await build({ ...options, build: { outDir, emptyOutDir: true } });
  const server = await preview({ ...options, build: { outDir }, preview: { port: 4190 } });
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
