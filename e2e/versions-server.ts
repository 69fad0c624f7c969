import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** A host of static files whose deployed version can be changed, as a deployer would. */
export interface VersionsServer {
  readonly url: string;
  /** Serves this folder from now on. */
  readonly deploy: (folder: string) => void;
  /** Answers these paths with what is given instead; undefined goes back to the folder. */
  readonly answer: (path: string, body: string | undefined) => void;
  /** No connection is taken any more. */
  readonly stop: () => Promise<void>;
}

export async function startVersionsServer(folder: string): Promise<VersionsServer> {
  let deployed = folder;
  const answers = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host/').pathname);
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const own = answers.get(file);
    const found = join(deployed, normalize(file));
    const isThere = own !== undefined || statSync(found, { throwIfNoEntry: false })?.isFile();
    response.writeHead(isThere ? 200 : 404, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
    });
    response.end(isThere ? (own ?? readFileSync(found)) : 'Not found');
  });
  const port = await listen(server);
  return {
    url: `http://localhost:${port}/`,
    deploy: (next) => {
      deployed = next;
    },
    answer: (path, body) => {
      if (body === undefined) answers.delete(path);
      else answers.set(path, body);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}

/** Another version of the application: the same program, none of whose scripts has an old name. */
export function buildOtherVersion(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'levy-version-'));
  const options = ['--minify', 'false', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
  const { status, stderr } = spawnSync('npx', ['vite', 'build', ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The version that the tests run on. */
export const builtFolder = join(root, 'dist');
