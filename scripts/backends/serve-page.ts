import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, preview } from 'vite';

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));

/**
 * Builds the page with one backend as the app is built, since bundling has cost kernels before, and
 * serves it as the app is served, under its policy. It has neither the app's pages nor what the
 * service worker keeps of them.
 */
export async function serveBackendPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'levy-backends-'));
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, configFile);
  const own = loaded?.config ?? {};
  const input = join(import.meta.dirname, 'index.html');
  const options = {
    ...own,
    configFile: false as const,
    root: import.meta.dirname,
    publicDir: false as const,
    logLevel: 'error' as const,
    plugins: (own.plugins ?? []).filter((plugin) => nameOf(plugin) !== 'service-worker'),
    build: { ...own.build, outDir, emptyOutDir: true, rolldownOptions: { input } },
  };
  await build(options);
  const server = await preview({ ...options, preview: { ...own.preview, port: 4190 } });
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

function nameOf(plugin: unknown): unknown {
  return (Object(plugin) as { name?: unknown }).name;
}
