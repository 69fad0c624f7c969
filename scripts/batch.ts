/**
 * Calibrates files with many surfaces on a worker for each core: a CSV line for each surface, in
 * their order. What could not be read or fitted, and the end, are told on standard error.
 * Usage: npm run -s batch -- <files> [--model CGMY] [--refine] [--workers 4] > parameters.csv
 */
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { defaultModel } from '../src/api/schemas.ts';
import type { BatchSource } from '../src/app/batch/batch-source.ts';
import { runBatch } from '../src/app/batch/run-batch.ts';
import { contractGrid } from '../src/levy/contract-grid.ts';
import { findModel, models } from '../src/levy/models.ts';
import { openNodePool } from './batch/node-pool.ts';
import { workerCount } from './batch/worker-count.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: defaultModel },
    refine: { type: 'boolean', default: false },
    workers: { type: 'string' },
  },
});
const model = findModel(options.model);
if (!model || positionals.length === 0) {
  console.error(`Give files, and --model ${models.map(({ name }) => name).join(' or ')}.`);
  process.exit(2);
}
const pool = openNodePool(workerCount(options.workers));
const { spot, rate, dividendYield } = contractGrid;
const sources = positionals.map(
  (name): BatchSource => ({
    name,
    size: statSync(name).size,
    open: () => Readable.toWeb(createReadStream(name)) as ReadableStream<Uint8Array>,
  }),
);
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const keys = model.parameters.map(({ key }) => key);
process.stdout.write(`${['file', 'id', ...keys, ...keys.map((key) => `${key}_error`)].join()}\n`);
const started = performance.now();
let done = 0;
let failed = 0;
for await (const outcomes of runBatch(sources, {
  ...{ model: model.name, pool, spot, rate, dividendYield },
  ...(options.refine && { refine: { objective: 'vega' } }),
})) {
  let text = '';
  for (const outcome of outcomes) {
    const { id, place } = outcome;
    if (outcome.ok) {
      const { parameters, errors } = outcome.fit;
      text += `${[quoted(place.file), quoted(id), ...parameters, ...errors].join()}\n`;
      done++;
    } else {
      console.error(`${place.file}, line ${place.line}: ${outcome.reason}`);
      failed++;
    }
  }
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
pool.close();
const seconds = (performance.now() - started) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const peak = maxRSS / 1024;
const busy = (userCPUTime + systemCPUTime) / 1e6;
console.error(
  `${done} surfaces, ${failed} faults in ${seconds.toFixed(1)} s (${busy.toFixed(1)} s of processor) on ${pool.size} workers: ${(done / seconds).toFixed(0)} a second, ${peak.toFixed(0)} MB at most.`,
);
