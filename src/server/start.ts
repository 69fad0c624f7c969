import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
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
  const { fetch } = createServerApp({ config, service, files, log });
  const create = () => createAdaptorServer({ fetch, hostname: config.host }) as Server;
  const servers = await listen(create, config);
  // Known when the networks are read or refused; until then the server answers already.
  void service.state().then(({ failed }) => {
    for (const { model, reason } of failed) log.write('warn', 'no network', { model, reason });
  });
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${portOf(servers)}/`,
    close: async () => void (await Promise.all(servers.map(close))),
  };
}

/** For `localhost` at both its addresses, since programs differ in which they try. */
async function listen(create: () => Server, { host, port }: Config): Promise<Server[]> {
  if (host !== 'localhost') return [await listenAt(create(), host, port)];
  const servers = [await listenAt(create(), '127.0.0.1', port)];
  try {
    servers.push(await listenAt(create(), '::1', portOf(servers)));
  } catch (error) {
    const hasNone = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(
      (error as { code?: string }).code ?? '',
    );
    if (!hasNone) {
      await Promise.all(servers.map(close));
      throw error;
    }
  }
  return servers;
}

function listenAt(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function portOf([server]: readonly Server[]): number {
  const address = server?.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection whose last answer is out would be kept for the next request.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}
