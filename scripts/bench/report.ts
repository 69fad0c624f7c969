import { quantiles } from './quantiles.ts';

/** One thing that was timed, beside what one would use otherwise. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'kB' | 'MB';
  readonly median: number;
  /** Tenth and ninetieth percentile. */
  readonly spread: readonly [number, number];
  readonly p99: number;
  readonly count: number;
  /** Timed in the same run, its median in the same unit. */
  readonly baseline?: { readonly what: string; readonly median: number };
  /** What else is to be known, such as an error or a rate. */
  readonly note?: string;
}

/** What one part of the benchmark came to. */
export interface Report {
  readonly part: string;
  readonly title: string;
  /** What was done and under which conditions, in a sentence or two. */
  readonly about: string;
  readonly rows: readonly Row[];
}

/** A row of repeated measurements. */
export function rowOf(
  what: string,
  values: readonly number[],
  more: Partial<Pick<Row, 'unit' | 'baseline' | 'note'>> = {},
): Row {
  const at = quantiles(values);
  const spread = [at(0.1), at(0.9)] as const;
  return {
    what,
    unit: 'ms',
    median: at(0.5),
    spread,
    p99: at(0.99),
    count: values.length,
    ...more,
  };
}

/** The row's time as a share of the baseline's, or its inverse, whichever is easier to read. */
function ratioInWords({ median, baseline }: Row): string {
  if (!baseline) return '';
  const ratio = baseline.median / median;
  return ratio >= 1 ? `${short(ratio)} × faster` : `${short(1 / ratio)} × slower`;
}

/** For a terminal. */
export function reportLines({ title, rows }: Report): string[] {
  return [
    title,
    ...rows.map((row) => {
      const { what, unit, median, spread, p99, count, baseline, note } = row;
      const range = `${short(spread[0])} … ${short(spread[1])}, 99 % ${short(p99)}, of ${count}`;
      const beside = baseline
        ? `; ${baseline.what} ${short(baseline.median)} ${unit}: ${ratioInWords(row)}`
        : '';
      return `  ${what.padEnd(52)} ${short(median)} ${unit} (${range})${beside}${note ? `; ${note}` : ''}`;
    }),
  ];
}

/** A section of a Markdown page. */
export function reportMarkdown({ part, title, about, rows }: Report, when: string): string {
  const table = rows.map((row) => {
    const { what, unit, median, spread, p99, count, baseline, note } = row;
    const beside = baseline ? `${baseline.what}: ${short(baseline.median)} ${unit}` : '';
    const numbers = [median, ...spread, p99].map(short);
    return `| ${[what, unit, numbers[0], `${numbers[1]} … ${numbers[2]}`, numbers[3], count, beside, ratioInWords(row), note ?? ''].join(' | ')} |`;
  });
  return [
    `## ${title}`,
    '',
    about,
    '',
    `\`npm run bench -- --only ${part}\`, ${when}.`,
    '',
    '| what | unit | median | 10 % … 90 % | 99 % | runs | baseline, median | ratio | note |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...table,
  ].join('\n');
}

/** Three digits that count. */
export function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}
