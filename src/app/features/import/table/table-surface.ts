import { DAYS_A_YEAR } from '../../../../calibration/quotes/limits.ts';
import type { Problem, Result, Surface } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import type { ImportContext } from '../import-context.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { enoughQuotes } from '../list/quote-limits.ts';
import { type MarketTexts, readMarket } from '../market-lines.ts';
import { readMaturities, type ValuationDates } from '../maturities.ts';
import { priceTrouble } from '../number-cell.ts';
import { type DecimalMark, isUnquoted, parseNumber } from '../number-format.ts';
import { spotFor } from '../spot.ts';
import { count, failure, shortNumber } from '../words.ts';
import type { TextTable } from './read-table.ts';
import { type Axis, type AxisName, type HeaderCell, readAxis } from './table-axis.ts';
import { orientTable, type TableGrid } from './table-grid.ts';
import { type Layout, tableLayout } from './table-layout.ts';

/**
 * The surface in a table whose numbers have this decimal mark. Headers that the table lacks are the
 * contract's, strikes in proportion to the spot. Everything wrong is a problem of its own.
 */
export function tableSurface(
  table: TextTable,
  told: MarketTexts,
  mark: DecimalMark,
  context: ImportContext,
): Result<ImportedSurface> {
  const numbers = table.cells.map((row) =>
    row.map((text) => (text === undefined ? undefined : parseNumber(text, mark))),
  );
  const found = tableLayout(table, numbers);
  if (!found.ok) return failure([...table.problems, ...found.problems]);
  const layout = found.value;
  const grid = orientTable(table, numbers, layout);
  const market = readMarket(told, mark);
  const spotNow = market.spot ?? context.spot;
  const rate = market.rate ?? context.rate;

  const strikes = grid.strikeHeader && readAxis('strike', grid.strikeHeader, spotNow);
  const dates = { told: told.get('date')?.map(({ text }) => text) ?? [], today: context.today };
  const maturities =
    grid.maturityHeader &&
    maturityAxis(grid.maturityHeader, table.cells[0]?.[0] ?? '', mark, dates);
  const strikeValues = strikes?.values ?? scaledStrikes(spotNow);
  const maturityValues = maturities?.values ?? contractGrid.maturities;
  const { prices, problems: priceProblems } = readPrices(grid, layout, mark, {
    strikes: { values: strikeValues, reversed: strikes?.reversed },
    maturities: { values: maturityValues, reversed: maturities?.reversed },
  });
  const problems: Problem[] = [
    ...market.problems,
    ...table.problems,
    ...(strikes?.problems ?? []),
    ...(maturities?.problems ?? []),
    ...priceProblems,
  ];
  if (problems.length === 0) problems.push(...orderProblems(prices, strikes, maturities));
  if (problems.length > 0) return failure(problems);

  const spot =
    market.spot === undefined
      ? spotFor(strikes !== undefined, strikeValues, maturityValues, prices, {
          spot: spotNow,
          rate,
        })
      : { value: market.spot, notes: [] };
  const surface: Surface = {
    strikes: strikeValues,
    maturities: maturityValues,
    prices,
    spot: spot.value,
    rate,
    dividendYield: market.dividendYield ?? context.dividendYield,
  };
  const notes = [
    ...table.notes,
    ...layoutNotes(layout, mark, table),
    ...gridNotes(strikes, maturities, spotNow, strikeValues),
    ...gapNotes(prices),
    ...market.notes,
    ...spot.notes,
  ];
  return enoughQuotes({ surface, notes });
}

/** Maturities from a header of years, of days where the corner says so, or of expiry dates. */
function maturityAxis(
  header: readonly HeaderCell[],
  corner: string,
  mark: DecimalMark,
  dates: ValuationDates,
): Axis {
  const read = readMaturities(header, mark, dates);
  if (read.problems.length > 0) {
    return { values: [], reversed: false, problems: read.problems, notes: [] };
  }
  const inDays = !read.dated && /\b(?:days|dte)\b/i.test(corner);
  const cells = header.map((cell, j) => {
    const years = read.years[j];
    return { ...cell, value: inDays && years !== undefined ? years / DAYS_A_YEAR : years };
  });
  const axis = readAxis('maturity', cells, Number.NaN);
  const notes = [...read.notes, ...(inDays ? ['Maturities are read in days, 365 a year.'] : [])];
  return { ...axis, notes: [...notes, ...axis.notes] };
}

interface AxisOrder {
  readonly values: readonly number[];
  readonly reversed: boolean | undefined;
}

/** Strike-major prices, undefined where a cell is empty, and each cell that is neither. */
function readPrices(
  grid: TableGrid,
  layout: Layout,
  mark: DecimalMark,
  axes: { readonly strikes: AxisOrder; readonly maturities: AxisOrder },
): { prices: Array<number | undefined>; problems: Problem[] } {
  const { strikes, maturities } = layout;
  const prices = new Array<number | undefined>(strikes * maturities).fill(undefined);
  const problems: Problem[] = [];
  for (let i = 0; i < strikes; i++) {
    for (let j = 0; j < maturities; j++) {
      const { text, value, row, column } = grid.price(i, j);
      if (text === undefined || isUnquoted(text)) continue;
      const cell = {
        strike: axes.strikes.reversed ? strikes - 1 - i : i,
        maturity: axes.maturities.reversed ? maturities - 1 - j : j,
      };
      const trouble = priceTrouble(text, mark);
      if (trouble === undefined) {
        prices[maturities * cell.strike + cell.maturity] = value || 0;
        continue;
      }
      const strike = label('strike', axes.strikes.values[cell.strike]);
      const maturity = label('maturity', axes.maturities.values[cell.maturity]);
      const [down, across] = layout.transposed ? [maturity, strike] : [strike, maturity];
      problems.push({ message: `Row ${row}${down}, column ${column}${across}: ${trouble}`, cell });
    }
  }
  return { prices, problems };
}

/** Calls fall with the strike and rise with the maturity: where no header is, prices tell the order. */
function orderProblems(
  prices: ReadonlyArray<number | undefined>,
  strikes: Axis | undefined,
  maturities: Axis | undefined,
): Problem[] {
  if (strikes && maturities) return [];
  const { strikes: rows, maturities: columns } = contractGrid;
  const price = (i: number, j: number) => prices[columns.length * i + j];
  // From the second strike: the first line may be a header of a table that lacks a strike.
  const strikesFall = areMostlyBelow(
    rows.slice(2).flatMap((_, i) => columns.map((_, j) => [price(i + 1, j), price(i + 2, j)])),
  );
  const maturitiesFall = areMostlyBelow(
    rows.flatMap((_, i) => columns.slice(1).map((_, j) => [price(i, j + 1), price(i, j)])),
  );
  const problem = (lines: string, change: string) => ({
    message: `The ${lines} seem to be listed from high to low, since the prices ${change}. Add the ${lines} as a header, or turn their order round.`,
  });
  const problems: Problem[] = [];
  if (!strikes && strikesFall) problems.push(problem('strikes', 'rise from the first to the last'));
  if (!maturities && maturitiesFall)
    problems.push(problem('maturities', 'fall from the first to the last'));
  return problems;
}

/** Neighbours in the wrong order from which on it is no matter of noise. */
const MOST = 0.75;

/** Whether the first of most pairs is less, of those that are quoted and differ. */
function areMostlyBelow(
  pairs: ReadonlyArray<readonly [number | undefined, number | undefined]>,
): boolean {
  const known = pairs.flatMap(([a, b]) =>
    a === undefined || b === undefined || a === b ? [] : [a < b],
  );
  return known.filter(Boolean).length > MOST * known.length;
}

function gapNotes(prices: ReadonlyArray<number | undefined>): string[] {
  const gaps = prices.filter((price) => price === undefined).length;
  if (gaps === 0) return [];
  const are = gaps === 1 ? 'is' : 'are';
  return [`${gaps} of ${count(prices.length, 'cell')} ${are} empty: nothing is quoted there.`];
}

function label(name: AxisName, value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : ` (${name} ${shortNumber(value)})`;
}

function scaledStrikes(spot: number): number[] {
  return contractGrid.strikes.map((strike) => strike * (spot / contractGrid.spot));
}

function layoutNotes(layout: Layout, mark: DecimalMark, table: TextTable): string[] {
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

function gridNotes(
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
