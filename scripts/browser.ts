/**
 * Makes sure that the end-to-end tests have a Chromium: an installed one, else Playwright's own,
 * else Debian's package. Prints where it is.
 */
import { spawnSync } from 'node:child_process';
import { chromiumPath } from '../e2e/chromium.ts';

const attempts: ReadonlyArray<{ command: string; arguments: readonly string[] }> = [
  { command: 'npx', arguments: ['playwright', 'install', 'chromium'] },
  { command: 'apt-get', arguments: ['update', '-qq'] },
  { command: 'apt-get', arguments: ['install', '-y', '-qq', 'chromium'] },
];

let path = chromiumPath();
for (const attempt of attempts) {
  if (path) break;
  console.log(`No Chromium found; trying: ${attempt.command} ${attempt.arguments.join(' ')}`);
  spawnSync(attempt.command, [...attempt.arguments], { stdio: 'inherit', timeout: 300_000 });
  path = chromiumPath();
}
if (!path) {
  console.error('The end-to-end tests need Chrome or Chromium: install one, or set CHROMIUM_PATH.');
  process.exit(1);
}
console.log(`Chromium: ${path}`);
