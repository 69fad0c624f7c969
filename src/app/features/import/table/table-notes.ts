import { contractGrid } from '../../../../levy/contract-grid.ts';
import type { DecimalMark } from '../number-format.ts';
import { count, shortNumber } from '../words.ts';
import type { TextTable } from './read-table.ts';
import type { Axis } from './table-axis.ts';
import type { Layout } from './table-layout.ts';

/** What is said of how a grid was read. */

/** How many cells are empty. */
export function gapNotes(prices: ReadonlyArray<number | undefined>): string[] {
  const gaps = prices.filter((price) => price === undefined).length;
  if (gaps === 0) return [];
  const are = gaps === 1 ? 'is' : 'are';
  return [`${gaps} of ${count(prices.length, 'cell')} ${are} empty: nothing is quoted there.`];
}

/** Shape, direction and decimal comma, where they are not the usual ones. */
export function layoutNotes(layout: Layout, mark: DecimalMark, table: TextTable): string[] {
  const notes: string[] = [];
  const { strikes, maturities, transposed } = layout;
  const isContract =
    strikes === contractGrid.strikes.length && maturities === contractGrid.maturities.length;
  const [ofStrikes, ofMaturities] = [count(strikes, 'strike'), maturitiesOf(maturities)];
  if (transposed) notes.push(`Read as ${ofMaturities} × ${ofStrikes} and transposed.`);
  else if (!isContract) notes.push(`Read as ${ofStrikes} × ${ofMaturities}.`);
  const written = table.cells.some((row) => row.some((text) => text?.includes(',')));
  if (mark === ',' && written) notes.push('Decimal comma.');
  return notes;
}

function maturitiesOf(n: number): string {
  return n === 1 ? '1 maturity' : `${n} maturities`;
}

/** Strikes and maturities that the table lacks. */
export function gridNotes(
  strikes: Axis | undefined,
  maturities: Axis | undefined,
  spot: number,
  used: readonly number[],
): string[] {
  const notes = [...(strikes?.notes ?? []), ...(maturities?.notes ?? [])];
  const range = `${shortNumber(used[0] ?? 0)}…${shortNumber(used.at(-1) ?? 0)}`;
  const whose =
    spot === contractGrid.spot
      ? `the contract's strikes ${range}`
      : `the contract's strikes, scaled to the spot of ${shortNumber(spot)} (${range}),`;
  const years = 'maturities 0.1…2.0';
  if (!strikes && !maturities)
    notes.push(`No header row or column: ${whose} and ${years} are used.`);
  else if (!strikes) notes.push(`No strikes in the table: ${whose} are used.`);
  else if (!maturities) notes.push(`No maturities in the table: the contract's ${years} are used.`);
  return notes;
}
