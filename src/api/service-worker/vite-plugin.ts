import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';
import type { Manifest } from './precache.ts';

const scriptName = 'sw.js';
const NOT_KEPT = /^(?:sw\.js|_headers)$|\.(?:map|gz|br)$/;
const entry = fileURLToPath(new URL('sw.ts', import.meta.url));

/**
 * Bundles the service worker as one classic script beside index.html: on request under the
 * development server, and after the build with the list of all files it has written.
 *
 * @param networks see {@link networksVersion}
 */
export function serviceWorker(networks: string): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'service-worker',
    configResolved(resolved) {
      config = resolved;
    },
    configureServer(server) {
      server.middlewares.use(`${config.base}${scriptName}`, (_request, response, next) => {
        bundle(config, undefined).then((code) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.setHeader('Cache-Control', 'no-cache');
          response.end(code);
        }, next);
      });
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const out = resolve(config.root, config.build.outDir);
        await writeFile(
          join(out, scriptName),
          await bundle(config, await listFiles(out, networks)),
        );
      },
    },
  };
}

async function bundle(config: ResolvedConfig, manifest: Manifest | undefined): Promise<string> {
  const result = await build({
    configFile: false,
    root: config.root,
    mode: config.mode,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: config.resolve.alias },
    define: {
      ...config.define,
      __MANIFEST__: manifest ? JSON.stringify(manifest) : 'undefined',
      'process.env.NODE_ENV': JSON.stringify(config.isProduction ? 'production' : 'development'),
    },
    build: {
      write: false,
      target: config.build.target,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const { output } = result as Rolldown.RolldownOutput;
  return output[0].code;
}

/**
 * Tells the networks of one build from those of another. Their files keep their names, and a page that
 * is open while a new version comes must not be given the new one's.
 */
export function networksVersion(root: string): string {
  const hash = createHash('sha256');
  const folder = join(root, 'public/networks');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) hash.update(name).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Every file of the build but the worker itself, what only a host reads, and source maps. */
async function listFiles(out: string, networks: string): Promise<Manifest> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((file) => file.isFile() && !NOT_KEPT.test(file.name))
    .map((file) => relative(out, join(file.parentPath, file.name)).split(sep).join('/'))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => {
      const hash = createHash('sha256')
        .update(await readFile(join(out, path)))
        .digest('base64');
      // Some hosts redirect index.html to the folder, and a redirect answers no navigation.
      const name = path === 'index.html' ? '' : path;
      return [
        name.startsWith('networks/') ? `${name}?v=${networks}` : name,
        `sha256-${hash}`,
      ] as const;
    }),
  );
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { version, files };
}
