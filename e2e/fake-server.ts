import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getResponse } from 'msw/utils/get-response';
import { createHandlers } from '../src/api/handlers.ts';
import { localService } from '../src/calibration/local-service.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { networkFiles } from '../src/training/learning/store.ts';

/** A request that came, and how it ended. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  status: number | undefined;
  /** The page gave it up before it was answered. */
  abandoned: boolean;
}

/** How a calibration is answered: as the contract says, never, or with a status of its own. */
export type Manner =
  | 'contract'
  | 'never'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

export interface FakeServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Of the next calibrations of Variance Gamma, one each; the contract's after them. */
  readonly next: Manner[];
  readonly close: () => void;
}

/** A server of the contract on this machine whose calibrations can be made to fail. */
export async function startFakeServer(): Promise<FakeServer> {
  const service = localService((model) => loadNetwork(model, networkFiles()));
  const received: Received[] = [];
  const next: Manner[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/', headers } = request;
    const cross = {
      'Access-Control-Allow-Origin': headers.origin ?? '*',
      'Access-Control-Allow-Headers': 'Content-Type, Authorization',
      'Access-Control-Allow-Methods': 'GET, POST, DELETE',
      'Access-Control-Expose-Headers': '*',
    };
    if (method === 'OPTIONS') {
      response.writeHead(204, cross).end();
      return;
    }
    const body = await textOf(request);
    const entry: Received = {
      ...{ method, path: url, headers, body },
      ...{ status: undefined, abandoned: false },
    };
    received.push(entry);
    response.on('close', () => {
      entry.abandoned = !response.writableEnded;
    });
    // CGMY comes for comparison, when the page is idle.
    const isMeant = url === '/calibrate' && !body.includes('CGMY');
    const manner = (isMeant && next.shift()) || 'contract';
    if (manner === 'never') return;
    const given = manner === 'contract' ? await contract(method, url, body) : plain(manner);
    entry.status = given.status;
    response.writeHead(given.status, { ...Object.fromEntries(given.headers), ...cross });
    response.end(await given.text());
  };

  const contract = async (method: string, url: string, body: string) => {
    const handlers = createHandlers(service, root());
    const headers = { 'Content-Type': 'application/json' };
    const init = { method, headers, ...(body && { body }) };
    const response = await getResponse(handlers, new Request(new URL(url, root()), init));
    return response ?? Response.error();
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url: root(),
    received,
    next,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function plain({ status, headers = {} }: Exclude<Manner, string>): Response {
  const body = { error: 'ServiceUnavailableError', message: 'Busy.', details: {} };
  return Response.json(body, { status, headers });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
