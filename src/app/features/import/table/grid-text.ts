import type { MarketTexts } from '../market-lines.ts';
import { isNumber, withoutPercent } from '../number-format.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { Row, TextTable } from './read-table.ts';
import type { GridText } from './table-surface.ts';

const SPEAKS_OF_VOLATILITY = /\b(?:(?:implied )?vol(?:s|a|atilit\p{L}+)?|iv)\b/iu;
/** Beyond them lie notes about something else. */
const TITLE_ROWS = 10;

/**
 * A grid with what it says of its numbers. Where most of them have a per cent sign they are
 * volatilities, and the sign is taken away; a single one is left to fail as a price.
 */
export function gridText(
  table: TextTable,
  rows: readonly Row[],
  told: MarketTexts,
  { values }: ReadingOptions,
): GridText {
  const inside = table.cells.slice(1).flatMap((row) => row.slice(1));
  const filled = inside.filter((cell) => cell && /\d/.test(cell));
  const signed = filled.filter((cell) => cell && isPercentage(cell));
  const percent = values !== 'price' && signed.length * 2 > filled.length;
  const cells = table.cells.map((row) =>
    row.map((cell) => (cell !== undefined && isPercentage(cell) ? withoutPercent(cell) : cell)),
  );
  const first = table.rowNumbers[0] ?? 0;
  const titles = rows.slice(0, TITLE_ROWS).filter(({ number }) => number < first);
  const said = [table.cells[0]?.[0] ?? '', ...titles.flatMap((row) => row.cells)];
  const isVolatility = said.some((text) => SPEAKS_OF_VOLATILITY.test(text.slice(0, 200)));
  const strips = percent || values === 'percent';
  return {
    table: strips ? { ...table, cells } : table,
    told,
    percent: percent && values === undefined,
    words: isVolatility,
  };
}

function isPercentage(cell: string): boolean {
  return cell.endsWith('%') && isNumber(withoutPercent(cell));
}
