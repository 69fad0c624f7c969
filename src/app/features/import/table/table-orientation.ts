import { isDate } from '../calendar-date.ts';
import { LONGEST_MATURITY } from '../maturities.ts';
import type { TextTable } from './read-table.ts';

type Line = ReadonlyArray<number | undefined>;

/** Quotes are noisy: one pair in ten may go the wrong way. */
const MOST_EXCEPTIONS = 0.1;

/**
 * Whether maturities run down in a table with both headers: dates and years are maturities, numbers
 * beyond any option's life are strikes, and calls fall with the strike and rise with the maturity.
 * Undefined where none of it decides.
 */
export function maturitiesRunDown(table: TextTable, numbers: readonly Line[]): boolean | undefined {
  const acrossTexts = table.cells[0]?.slice(1) ?? [];
  const downTexts = table.cells.slice(1).map((row) => row[0]);
  const across = numbers[0]?.slice(1) ?? [];
  const down = numbers.slice(1).map((row) => row[0]);
  if (areDates(acrossTexts) !== areDates(downTexts)) return areDates(downTexts);
  const longAcross = exceedsLife(across);
  if (longAcross !== exceedsLife(down)) return longAcross;

  const prices = numbers.slice(1).map((row) => row.slice(1));
  const alongRows = riseShare(prices, across);
  const turned = across.map((_, j) => prices.map((row) => row[j]));
  const alongColumns = riseShare(turned, down);
  if (falls(alongColumns) && !falls(alongRows) && !isMixed(alongRows)) return false;
  if (falls(alongRows) && !falls(alongColumns) && !isMixed(alongColumns)) return true;
  return undefined;
}

/** Whether the corner names the maturities before the strikes; undefined where it names neither. */
export function cornerOrder(table: TextTable): boolean | undefined {
  const corner = table.cells[0]?.[0] ?? '';
  const strike = corner.search(/strike|\bK\b/i);
  const maturity = corner.search(/maturit|expir|tenor|days|dte|years|\bT\b/i);
  if (strike < 0 && maturity < 0) return undefined;
  if (strike < 0 || maturity < 0) return strike < 0;
  return maturity < strike;
}

function areDates(texts: ReadonlyArray<string | undefined>): boolean {
  return texts.filter((text) => text && isDate(text)).length * 2 > texts.length;
}

function exceedsLife(line: Line): boolean {
  return line.some((value) => value !== undefined && value > LONGEST_MATURITY);
}

/** Share of neighbours that rise as the header does; undefined where there are none. */
function riseShare(lines: readonly Line[], header: Line): number | undefined {
  const direction = Math.sign((header.at(-1) ?? 0) - (header[0] ?? 0));
  const steps = lines.flatMap((line) =>
    line.slice(1).flatMap((next, i) => {
      const value = line[i];
      return next === undefined || value === undefined || next === value
        ? []
        : [(next - value) * direction > 0];
    }),
  );
  return steps.length === 0 ? undefined : steps.filter(Boolean).length / steps.length;
}

function falls(share: number | undefined): boolean {
  return share !== undefined && share <= MOST_EXCEPTIONS;
}

function isMixed(share: number | undefined): boolean {
  return share !== undefined && share < 1 - MOST_EXCEPTIONS;
}
