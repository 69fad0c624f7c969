import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Call, Reply } from './contract-deviations.ts';

/** Programs that send requests one after the other, each in its own way, and follow no redirect. */
export interface HttpClient {
  readonly name: string;
  /** Why it cannot run here. */
  readonly missing: string | undefined;
  readonly send: (url: string, calls: readonly Call[]) => Promise<Reply[]>;
}

export async function sendByFetch(url: string, calls: readonly Call[]): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const { method, path, headers = {}, body } of calls) {
    // Bytes, since a text would get a Content-Type of its own.
    const bytes = body === undefined ? null : new TextEncoder().encode(body);
    const init = { method, headers, body: bytes, redirect: 'manual' } as const;
    const response = await fetch(url + path.slice(1), init);
    replies.push({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    });
  }
  return replies;
}

export const otherClients: readonly HttpClient[] = [
  {
    name: 'curl',
    missing: missing('curl'),
    send: async (url, calls) => {
      const replies: Reply[] = [];
      for (const call of calls) replies.push(await sendByCurl(url, call));
      return replies;
    },
  },
  { name: 'Python', missing: missing('python3'), send: sendByPython },
];

async function sendByCurl(url: string, { method, path, headers = {}, body }: Call): Promise<Reply> {
  const given = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  // A name alone keeps curl from a header of its own.
  const own = ['Expect:', ...('Content-Type' in headers ? [] : ['Content-Type:'])];
  const out = await run(
    'curl',
    [
      ...['--silent', '--show-error', '--include', '--noproxy', '*', '--request', method],
      ...[...given, ...own].flatMap((header) => ['--header', header]),
      ...(body === undefined ? [] : ['--data-binary', '@-']),
      url + path.slice(1),
    ],
    body,
  );
  const end = out.indexOf('\r\n\r\n');
  const [first = '', ...lines] = out.slice(0, end).split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    text: out.slice(end + 4),
  };
}

async function sendByPython(url: string, calls: readonly Call[]): Promise<Reply[]> {
  const script = fileURLToPath(new URL('python-client.py', import.meta.url));
  return JSON.parse(await run('python3', [script, url.slice(0, -1)], JSON.stringify(calls)));
}

/** What the program writes; throws with its complaint where it fails. */
async function run(program: string, options: readonly string[], input?: string): Promise<string> {
  const child = spawn(program, options);
  // Without an input it may have ended by now.
  if (input !== undefined) child.stdin.end(input);
  const ended = once(child, 'close');
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaint}`);
  return out;
}

function missing(program: string): string | undefined {
  const { error } = spawnSync(program, ['--version']);
  return error ? `There is no ${program} on this machine.` : undefined;
}
