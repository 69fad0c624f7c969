import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The real server, started as `npm start` starts it. */
export interface HttpServer {
  /** Ends with a slash. */
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has logged, an object a line. */
  readonly log: () => ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** What it has written for people. */
  readonly words: () => string;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts it on a free port, with these variables. */
export function startHttpServer(variables: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['scripts/serve.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH, PORT: '0', ...variables },
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let out = '';
  let words = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const address = new Promise<string>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text;
      const url = /http:\S+/.exec(words)?.[0];
      if (url) resolve(url);
    });
    // It has ended instead: the caller looks at `words`.
    void ended.then(() => resolve(''));
  });
  return address.then(
    (url): HttpServer => ({
      url,
      process: child,
      log: () =>
        out
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line)),
      words: () => words,
      ended,
    }),
  );
}
