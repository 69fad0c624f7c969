/**
 * Times everything that speed is promised for, each beside a baseline of the same run: the numerical
 * core in Node; the networks on every backend, start-up, requests of the REST contract, edits and the
 * what-if slider in a real Chromium. Writes docs/performance.md when it ran whole, or with --write.
 * Usage: npm run bench [-- --only core,descents,batch,million,batch-page,networks,start,contract,edits,slider]
 *        [-- --json] [-- --write] [-- --url <of a server that runs already>]; bench:page for start,edits,slider
 */
import { parseArgs } from 'node:util';
import { benchBatch } from './bench/batch.ts';
import { benchBatchPage } from './bench/batch-page.ts';
import { type BuiltPage, withBuiltPage } from './bench/built-page.ts';
import { benchContract } from './bench/contract-load.ts';
import { benchCore } from './bench/core.ts';
import { benchDescents } from './bench/descents.ts';
import { machine, writePage } from './bench/document.ts';
import { benchEdits } from './bench/edit-to-screen.ts';
import { benchMillion } from './bench/million.ts';
import { benchPasses } from './bench/passes.ts';
import { type Report, reportLines } from './bench/report.ts';
import { benchSlider } from './bench/slider-frames.ts';
import { benchStart } from './bench/start-up.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    url: { type: 'string' },
  },
});

const inPage = (bench: (built: BuiltPage) => Promise<Report>) => () =>
  withBuiltPage(options.url, bench);
const parts: Readonly<Record<string, () => Promise<Report>>> = {
  core: benchCore,
  descents: benchDescents,
  batch: benchBatch,
  million: benchMillion,
  'batch-page': inPage(benchBatchPage),
  networks: benchPasses,
  start: inPage(benchStart),
  contract: inPage(benchContract),
  edits: inPage(benchEdits),
  slider: inPage(benchSlider),
};

const asked = options.only?.split(',') ?? Object.keys(parts);
const unknown = asked.filter((part) => !(part in parts));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
if (!options.json) console.log(machine());
const reports: Report[] = [];
for (const part of asked) {
  const report = await parts[part]?.();
  if (!report) continue;
  reports.push(report);
  if (!options.json) console.log(reportLines(report).join('\n'));
}
if (options.json) console.log(JSON.stringify({ machine: machine(), reports }));
if (options.write || !options.only) await writePage(reports, Object.keys(parts));
