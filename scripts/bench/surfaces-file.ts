import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { varianceGamma } from '../../src/levy/variance-gamma.ts';
import { randomStream } from '../../src/training/data/random.ts';

/** Surfaces that differ; the file repeats them, each time under other dates. */
const DISTINCT = 1000;
/** Of a price: so that a million lines are two gigabytes. */
const DIGITS = 7;
const DAY_MS = 86_400_000;

/** Runs `use` with a CSV file of so many surfaces in a folder of its own, which is removed after. */
export async function withSurfacesFile<T>(
  count: number,
  use: (path: string, bytes: number) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'surfaces-'));
  try {
    const path = join(folder, 'surfaces.csv');
    return await use(path, await writeSurfaces(path, count));
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

/** "10,000 surfaces, 0.02 GB". */
export function sizeInWords(surfaces: number, bytes: number): string {
  return `${surfaces.toLocaleString('en-GB')} surfaces, ${(bytes / 1e9).toFixed(2)} GB`;
}
