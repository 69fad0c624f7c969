import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { varianceGamma } from '../../src/levy/variance-gamma.ts';
import { randomStream } from '../../src/training/data/random.ts';
import type { Report } from './report.ts';

/** What `npm run batch` came to. */
interface FileRun {
  readonly surfaces: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakMB: number;
}

/** A hundred times as many may need no more memory. */
const COUNTS = [10_000, 1_000_000] as const;
/** Surfaces that differ; the file repeats them, each time under other ids. */
const DISTINCT = 1000;
/** Of a price: so that a million lines are two gigabytes. */
const DIGITS = 7;
const DAY_MS = 86_400_000;

/** The part of the benchmark that calibrates files of two sizes by `npm run batch`, the network alone. */
export async function benchMillion(): Promise<Report> {
  const runs: FileRun[] = [];
  for (const count of COUNTS) runs.push(await runFile(count));
  return {
    part: 'million',
    title: 'A million surfaces from a file',
    about:
      'The most memory that the process of `npm run batch` takes, all its threads together, on a CSV file ' +
      'of Variance Gamma surfaces, the network alone; what it prints goes to a file.',
    rows: runs.map(({ surfaces, bytes, seconds, peakMB }) => ({
      what: `${surfaces.toLocaleString('en-GB')} surfaces, ${(bytes / 1e9).toFixed(2)} GB`,
      unit: 'MB',
      median: peakMB,
      spread: [peakMB, peakMB],
      p99: peakMB,
      count: 1,
      note: `${seconds.toFixed(0)} s, ${(surfaces / seconds).toFixed(0)} surfaces a second`,
    })),
  };
}

async function runFile(count: number): Promise<FileRun> {
  const folder = await mkdtemp(join(tmpdir(), 'surfaces-'));
  try {
    const path = join(folder, 'surfaces.csv');
    const bytes = await writeSurfaces(path, count);
    const found = createWriteStream(join(folder, 'parameters.csv'));
    const batch = join(import.meta.dirname, '../batch.ts');
    const child = spawn(process.execPath, [batch, path], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [said] = await Promise.all([text(child.stderr), pipeline(child.stdout, found)]);
    const figures = /(\d+) surfaces, 0 faults in ([\d.]+) s.* (\d+) MB at most/.exec(said);
    const [surfaces = 0, seconds = 0, peakMB = 0] = figures?.slice(1).map(Number) ?? [];
    if (surfaces !== count) throw new Error(`Of ${count} surfaces: ${said.slice(-2000)}`);
    return { surfaces, bytes, seconds, peakMB };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes a file with a surface of the contract's grid on each line, after its date; says its size. */
async function writeSurfaces(path: string, count: number): Promise<number> {
  const pricer = surfacePricer(varianceGamma, contractGrid);
  const random = randomStream(6);
  const prices = new Float64Array(contractGrid.strikes.length * contractGrid.maturities.length);
  const lines = Array.from({ length: DISTINCT }, () => {
    const parameters = varianceGamma.parameters.map(
      ({ range }) => range.min + random() * (range.max - range.min),
    );
    pricer.prices(parameters, 'call', prices);
    return Array.from(prices, (price) => price.toFixed(DIGITS)).join();
  });
  const file = await open(path, 'w');
  try {
    await file.write(`${['date', ...prices.keys()].join()}\n`);
    for (let first = 0; first < count; first += DISTINCT) {
      const dated = lines.map((line, i) => `${dateOf(first + i)},${line}\n`);
      await file.write(dated.join(''));
    }
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

function dateOf(index: number): string {
  return new Date(index * DAY_MS).toISOString().slice(0, 10);
}
