/**
 * Prints the headers that deploy/nginx.conf includes.
 * Usage: node scripts/nginx-headers.ts > levy-headers.conf
 * API_ORIGINS as at the build.
 */
import { readOrigins } from '../src/server/origins.ts';
import { nginxHeaders } from '../src/server/static-headers.ts';

const { origins, wrong } = readOrigins(process.env.API_ORIGINS ?? '');
if (wrong.length > 0) {
  process.stderr.write(`API_ORIGINS has what is no origin: ${wrong.join(' ')}\n`);
  process.exit(1);
}
process.stdout.write(nginxHeaders(origins));
