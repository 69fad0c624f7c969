import { dsvFormat } from 'd3-dsv';
import type { Delimiter } from '../features/import/reading-options.ts';

/** In the order in which they win: a comma is more often a decimal mark than a semicolon is. */
const DELIMITERS: readonly Delimiter[] = ['\t', ';', '|', ','];

/** What separates the cells of a line; spaces do not, in files of many surfaces. */
export function delimiterOf(line: string): Delimiter | undefined {
  const bare = line.replace(/"[^"]*"/g, '');
  return DELIMITERS.find((delimiter) => bare.includes(delimiter));
}

/** The trimmed cells of one line. */
export function cellsOf(line: string, delimiter: Delimiter): string[] {
  const cells = line.includes('"')
    ? (dsvFormat(delimiter).parseRows(line)[0] ?? [])
    : line.split(delimiter);
  return cells.map((cell) => cell.trim());
}

const ID = /^(?:id|key|name|label|ticker|symbol|surface(?: (?:id|name|date))?|(?:quote|trade) id)$/;

/** Whether a header names what tells surfaces apart, beside their date. */
export function isIdName(header: string): boolean {
  return ID.test(
    header
      .slice(0, 60)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
}

/** No number, which a program wrote where its own arithmetic failed: not the same as no quote. */
export function isNaNText(text: string): boolean {
  return text.length < 6 && /^[-+]?nan$/i.test(text);
}
