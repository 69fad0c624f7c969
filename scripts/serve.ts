/**
 * Serves the build and answers the REST contract over HTTP.
 * Usage: npm start, after a build: node scripts/serve.ts
 * Its variables: HOST, PORT, DEFAULT_MODEL, MODEL_PATH, LOG_LEVEL, CORS_ORIGINS, API_ORIGINS,
 * API_TOKEN, RATE_LIMIT; docs/server.md says what each may be.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../src/server/config.ts';
import { createLog } from '../src/server/log.ts';
import { startServer } from '../src/server/start.ts';

const faults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken: choose another PORT',
  EACCES: 'may not be opened by this user: choose another PORT',
  EADDRNOTAVAIL: 'is no address of this machine: choose another HOST',
  ENOTFOUND: 'has no address: choose another HOST',
};

const files = fileURLToPath(new URL('../dist', import.meta.url));
if (!existsSync(join(files, 'index.html')))
  stop(['There is no build to serve: run npm run build.']);
const read = readConfig(process.env, files);
if (!read.ok) stop(read.problems);
const { config } = read;
const log = createLog(config.logLevel, (line) => process.stdout.write(line));
const server = await startServer(config, files, log).catch((error: NodeJS.ErrnoException) => {
  const { host, port } = config;
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return stop([`${address} ${faults[error.code ?? ''] ?? `failed: ${error.message}`}.`]);
});
log.write('info', 'listening', { url: server.url, default_model: config.defaultModel });
// For people: the log may be silent.
process.stderr.write(`Lévy Calibration is at ${server.url}\n`);

let isStopping = false;
function end(reason: string): void {
  // Who asks twice does not want to wait.
  if (isStopping) process.exit(1);
  isStopping = true;
  log.write('info', 'stopping', { reason });
  void server.close().then(() => process.exit(0));
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(signal));

// A signal to `npm start` ends npm and its shell, which does not pass it on.
const parent = process.ppid;
if (process.env.npm_lifecycle_event === 'start') {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end('npm has ended');
  }, 250);
}

function stop(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}
