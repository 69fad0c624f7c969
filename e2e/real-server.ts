import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface RealServer {
  readonly url: string;
  /** Everything it has written so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** `npm start` without the build: `environment` is all that it is told. */
export async function startRealServer(
  environment: Readonly<Record<string, string>>,
): Promise<RealServer> {
  const child: ChildProcess = spawn(process.execPath, ['scripts/serve.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listening = Promise.withResolvers<string>();
  const note = (chunk: Buffer) => {
    output += chunk.toString();
    const [, url] = /"message":"listening","url":"([^"]+)"/.exec(output) ?? [];
    if (url) listening.resolve(url);
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  const ended = once(child, 'exit').then(() => {
    listening.reject(new Error(`The server ended at its start: ${output}`));
  });
  return {
    url: await listening.promise,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
