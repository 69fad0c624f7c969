/**
 * Scores the production build by Lighthouse in the Chromium at hand: performance, accessibility and
 * best practices, as a desktop and as a throttled phone sees them.
 * Usage: npm run lighthouse [-- --json] [-- --runs 3]
 * Exits with 1 where a score of the desktop is under what the project promises.
 */
import { parseArgs } from 'node:util';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumPath } from '../e2e/chromium.ts';

const PORT = 9333;
const PROMISED = { performance: 0.9, accessibility: 0.95, 'best-practices': 0.95 } as const;
type Category = keyof typeof PROMISED;
const categories = Object.keys(PROMISED) as Category[];

interface Report {
  readonly device: 'desktop' | 'phone';
  /** Of each category, the median over the runs, 0 to 1. */
  readonly scores: Readonly<Record<Category, number>>;
  /** Of the last run, in ms but for the shift, which has no unit. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Audits of the last run that cost points. */
  readonly lost: readonly string[];
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '3' } },
});
const runs = Number(options.runs);

const server = await preview({ preview: { port: 4182, strictPort: false }, logLevel: 'warn' });
const url = server.resolvedUrls?.local[0] ?? '';
const executablePath = chromiumPath();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-background-networking', `--remote-debugging-port=${PORT}`],
});
const reports = [await measure('desktop'), await measure('phone')];
await browser.close();
await server.close();

if (options.json) console.log(JSON.stringify(reports));
else for (const report of reports) print(report);

const [desktop] = reports;
const failed = categories.some((name) => (desktop?.scores[name] ?? 0) < PROMISED[name]);
process.exit(failed ? 1 : 0);

async function measure(device: Report['device']): Promise<Report> {
  const seen: Array<Record<Category, number>> = [];
  let last: Pick<Report, 'metrics' | 'lost'> = { metrics: {}, lost: [] };
  for (let run = 0; run < runs; run++) {
    const flags = { port: PORT, onlyCategories: [...categories], logLevel: 'error' as const };
    const result = await lighthouse(url, flags, device === 'desktop' ? desktopConfig : undefined);
    if (!result) throw new Error('Lighthouse gave no result.');
    const { lhr } = result;
    const score = (name: Category) => lhr.categories[name]?.score ?? 0;
    seen.push({
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    });
    const value = (id: string) => lhr.audits[id]?.numericValue ?? Number.NaN;
    last = {
      metrics: {
        'first contentful paint': value('first-contentful-paint'),
        'largest contentful paint': value('largest-contentful-paint'),
        'total blocking time': value('total-blocking-time'),
        'speed index': value('speed-index'),
        'layout shift': value('cumulative-layout-shift'),
      },
      lost: Object.values(lhr.audits)
        .filter(({ score: own }) => own !== null && own < 0.9)
        .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id)),
    };
  }
  const median = (name: Category) =>
    seen.map((scores) => scores[name]).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
  return {
    device,
    scores: {
      performance: median('performance'),
      accessibility: median('accessibility'),
      'best-practices': median('best-practices'),
    },
    ...last,
  };
}

function print({ device, scores, metrics, lost }: Report): void {
  const points = categories.map((name) => `${name} ${Math.round(100 * scores[name])}`);
  console.log(`${device}: ${points.join(', ')} (median of ${runs})`);
  for (const [name, value] of Object.entries(metrics)) {
    console.log(
      `  ${name} ${name === 'layout shift' ? value.toFixed(3) : `${Math.round(value)} ms`}`,
    );
  }
  if (lost.length > 0) console.log(`  lost points: ${lost.join(', ')}`);
}
