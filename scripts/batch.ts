/**
 * Calibrates files with many surfaces on a worker for each core: a CSV line for each surface, in
 * their order, with a column for each parameter of each model and for its error. What could not be
 * read or fitted, and the end, are told on standard error.
 * Usage: npm run -s batch -- <files> [--model CGMY] [--refine] [--workers 4] > parameters.csv
 */
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { defaultModel } from '../src/api/schemas.ts';
import type { BatchSource } from '../src/app/batch/batch-source.ts';
import { runBatch } from '../src/app/batch/run-batch.ts';
import { csvText, type SheetCell } from '../src/app/exchange/csv.ts';
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
const missing = positionals.find((name) => !statSync(name, { throwIfNoEntry: false })?.isFile());
if (missing !== undefined) {
  console.error(`There is no file ${missing}.`);
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
// A reader that has enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
const columns = models.flatMap(({ name, parameters }) =>
  parameters.map(({ key }, i) => ({ name, key, i })),
);
const write = async (rows: ReadonlyArray<readonly SheetCell[]>) => {
  // The mark before text that is not ASCII belongs to the start of a file.
  const text = csvText(rows, '.').replace(/^\ufeff/, '');
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};
await write([['file', 'id', 'model', ...columns.flatMap(({ key }) => [key, `${key}_error`])]]);
const started = performance.now();
let done = 0;
let failed = 0;
for await (const outcomes of runBatch(sources, {
  ...{ model: model.name, pool, spot, rate, dividendYield },
  ...(options.refine && { refine: { objective: 'vega' } }),
})) {
  const rows: SheetCell[][] = [];
  for (const outcome of outcomes) {
    const { id, place } = outcome;
    if (outcome.ok) {
      const { fit } = outcome;
      const numbers = columns.flatMap(({ name, i }) =>
        name === fit.model ? [fit.parameters[i], fit.errors[i]] : [undefined, undefined],
      );
      rows.push([place.file, id, fit.model, ...numbers]);
      done++;
    } else {
      console.error(`${place.file}, line ${place.line}: ${outcome.reason}`);
      failed++;
    }
  }
  await write(rows);
}
pool.close();
const seconds = (performance.now() - started) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const peak = maxRSS / 1024;
const busy = (userCPUTime + systemCPUTime) / 1e6;
console.error(
  `${done} surfaces, ${failed} faults in ${seconds.toFixed(1)} s (${busy.toFixed(1)} s of processor) on ${pool.size} workers: ${(done / seconds).toFixed(0)} a second, ${peak.toFixed(0)} MB at most.`,
);
