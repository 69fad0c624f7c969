import { surfaceToText } from '../../../exchange/surface-text.ts';
import { samples } from '../example-samples.ts';

/** The first sample with both headers, as rows of cells to spoil. */
export function table(): string[][] {
  return surfaceToText(firstSample())
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

export function text(rows: readonly (readonly string[])[], delimiter = '\t'): string {
  return rows.map((row) => row.join(delimiter)).join('\n');
}

export function spoiled(row: number, column: number, cell: string): string {
  const rows = table();
  return text(rows.map((cells, i) => (i === row - 1 ? cells.with(column - 1, cell) : cells)));
}

export function transpose(rows: string[][]): string[][] {
  return (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? ''));
}

export function noHeaders(): string[][] {
  return table()
    .slice(1)
    .map((row) => row.slice(1));
}

function firstSample() {
  const [sample] = samples;
  if (!sample) throw new Error('There are no samples.');
  return sample.make();
}
