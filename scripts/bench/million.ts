import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Report, rowOf } from './report.ts';
import { sizeInWords, withSurfacesFile } from './surfaces-file.ts';

/** What `npm run batch` came to. */
interface FileRun {
  readonly surfaces: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly peakMB: number;
}

/** A hundred times as many may need no more memory. */
const COUNTS = [10_000, 1_000_000] as const;

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
    rows: runs.map(({ surfaces, bytes, seconds, peakMB }) =>
      rowOf(sizeInWords(surfaces, bytes), [peakMB], {
        unit: 'MB',
        note: `${seconds.toFixed(0)} s, ${(surfaces / seconds).toFixed(0)} surfaces a second`,
      }),
    ),
  };
}

function runFile(count: number): Promise<FileRun> {
  return withSurfacesFile(count, async (path, bytes) => {
    const found = createWriteStream(`${path}.parameters`);
    const batch = join(import.meta.dirname, '../batch.ts');
    const child = spawn(process.execPath, [batch, path], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [said] = await Promise.all([text(child.stderr), pipeline(child.stdout, found)]);
    const figures = /(\d+) surfaces, 0 faults in ([\d.]+) s.* (\d+) MB at most/.exec(said);
    const [surfaces = 0, seconds = 0, peakMB = 0] = figures?.slice(1).map(Number) ?? [];
    if (surfaces !== count) throw new Error(`Of ${count} surfaces: ${said.slice(-2000)}`);
    return { surfaces, bytes, seconds, peakMB };
  });
}
