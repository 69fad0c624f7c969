import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { localService } from '../calibration/local-service.ts';
import { loadNetwork } from '../network/load-network.ts';
import { createServerApp } from './app.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

/** Requests under way when the server is told to stop have so long to end. */
const GRACE_MS = 10_000;

export interface RunningServer {
  readonly url: string;
  /** Takes no more requests, and waits for those under way. */
  readonly close: () => Promise<void>;
}

/** Serves the build in `files`. Rejects where the address cannot be had. */
export async function startServer(config: Config, files: string, log: Log): Promise<RunningServer> {
  const service = localService((model) =>
    loadNetwork(model, async (path) => {
      const bytes = await readFile(join(config.networks, path));
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    }),
  );
  const app = createServerApp({ config, service, files, log });
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, resolve);
  server.once('error', reject);
  const { address, port, family } = await promise;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${host}:${port}/`, close: () => close(server) };
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const cut = 'closeAllConnections' in server ? () => server.closeAllConnections() : () => {};
    const timer = setTimeout(cut, GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
