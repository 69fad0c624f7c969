/**
 * Calibrates in one page, on end: edits by real keys, requests of both models, other backends, caches
 * cleared; and prints what memory, tensors and workers come to on the way.
 * Usage: npm run soak [-- --calibrations 10000] [-- --json]
 * Exits with 1 where anything fails, or where memory or tensors at the end are more than 5 % over what
 * they were after the first 1,000.
 */
import { parseArgs } from 'node:util';
import { withBuiltPage } from './bench/built-page.ts';
import { quantiles } from './bench/quantiles.ts';
import { type SoakPoint, soak } from './bench/soak-page.ts';

const SETTLED = 1000;
const MOST_GROWTH = 0.05;
/** Of the heap, which a collection never leaves at quite the same size. */
const COUNTED = [
  ['pageMB', 'page heap'],
  ['workerMB', 'calibration worker heap'],
  ['serviceWorkerMB', 'service worker heap'],
  ['tensors', 'tensors'],
  ['tensorMB', 'tensor memory'],
  ['workers', 'workers'],
] as const;

const { values: options } = parseArgs({
  options: {
    calibrations: { type: 'string', default: '10000' },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(options.calibrations);
if (!Number.isInteger(count) || count < 2 * SETTLED) {
  console.error(`--calibrations should be a whole number from ${2 * SETTLED}.`);
  process.exit(1);
}

if (!options.json) console.log(line(['calibrations', ...COUNTED.map(([, title]) => title)]));
const { points, errors } = await withBuiltPage(undefined, ({ visit }) =>
  visit('wasm', (page) =>
    soak(page, count, (point) => {
      if (!options.json) console.log(row(point));
    }),
  ),
);
const growths = COUNTED.map(([key, title]) => ({ title, growth: growthOf(key) }));
const isFlat = growths.every(({ growth }) => growth <= MOST_GROWTH);
if (options.json) {
  console.log(JSON.stringify({ points, growths, errors }));
} else {
  for (const { title, growth } of growths) {
    console.log(`${title}: ${(100 * growth).toFixed(1)} % after the first ${SETTLED}`);
  }
  const looks = points.filter(({ calibrations }) => calibrations >= SETTLED);
  const code = looks.flatMap(({ pageCodeMB }) => pageCodeMB ?? []);
  const [first = 0, last = 0] = [code[0], code.at(-1)];
  console.log(`of the page heap compiled functions: ${first.toFixed(2)} to ${last.toFixed(2)} MB`);
  console.log(`errors: ${errors.length}`);
  for (const error of errors.slice(0, 20)) console.log(`  ${error}`);
}
process.exit(isFlat && errors.length === 0 ? 0 : 1);

/** From the first points that count to as many at the end, by their medians. */
function growthOf(key: (typeof COUNTED)[number][0]): number {
  const settled = points.filter(({ calibrations }) => calibrations >= SETTLED);
  const few = Math.max(1, Math.floor(settled.length / 4));
  const median = (some: readonly SoakPoint[]) => quantiles(some.map((point) => point[key]))(0.5);
  const first = median(settled.slice(0, few));
  return median(settled.slice(-few)) / first - 1;
}

function row(point: SoakPoint): string {
  const cells = COUNTED.map(([key]) => point[key].toFixed(key.endsWith('MB') ? 2 : 0));
  return line([String(point.calibrations), ...cells]);
}

function line(cells: readonly string[]): string {
  return cells.map((cell, i) => cell.padStart(i === 0 ? 12 : 25)).join('');
}
