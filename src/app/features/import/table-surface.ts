import type { Problem, Result, Surface } from '../../../calibration/surface.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import type { ImportedSurface } from './imported-surface.ts';
import { type DecimalMark, parseNumber } from './number-format.ts';
import type { TextTable } from './read-table.ts';
import { spotFor } from './spot.ts';
import { type Axis, type AxisName, type HeaderCell, readAxis } from './table-axis.ts';
import { type Layout, tableLayout } from './table-layout.ts';
import { excerpt, failure, shortNumber } from './words.ts';

const STRIKES = contractGrid.strikes.length;
const MATURITIES = contractGrid.maturities.length;

/**
 * The surface in a table whose numbers have this decimal mark. Headers that the table lacks are the
 * contract's, strikes in proportion to the spot. Everything wrong is a problem of its own.
 */
export function tableSurface(
  table: TextTable,
  mark: DecimalMark,
  context: { readonly spot: number; readonly rate: number },
): Result<ImportedSurface> {
  const numbers = table.cells.map((row) =>
    row.map((text) => (text === undefined ? undefined : parseNumber(text, mark))),
  );
  const found = tableLayout(table, numbers);
  if (!found.ok) return failure([...table.problems, ...found.problems]);
  const layout = found.value;
  const grid = orient(table, numbers, layout);

  const strikes = grid.strikeHeader && readAxis('strike', grid.strikeHeader, context.spot);
  const maturities = grid.maturityHeader && readAxis('maturity', grid.maturityHeader, context.spot);
  const strikeValues = strikes?.values ?? scaledStrikes(context.spot);
  const maturityValues = maturities?.values ?? contractGrid.maturities;
  const problems: Problem[] = [
    ...table.problems,
    ...(strikes?.problems ?? []),
    ...(maturities?.problems ?? []),
  ];

  const prices = new Array<number>(STRIKES * MATURITIES).fill(0);
  for (let i = 0; i < STRIKES; i++) {
    for (let j = 0; j < MATURITIES; j++) {
      const { text, value, row, column } = grid.price(i, j);
      const cell = {
        strike: strikes?.reversed ? STRIKES - 1 - i : i,
        maturity: maturities?.reversed ? MATURITIES - 1 - j : j,
      };
      const trouble = priceTrouble(text, value, mark);
      if (trouble === undefined) {
        prices[MATURITIES * cell.strike + cell.maturity] = value || 0;
      } else if (text !== undefined) {
        const strike = label('strike', strikeValues[cell.strike]);
        const maturity = label('maturity', maturityValues[cell.maturity]);
        const [down, across] = layout.transposed ? [maturity, strike] : [strike, maturity];
        problems.push({
          message: `Row ${row}${down}, column ${column}${across}: ${trouble}`,
          cell,
        });
      }
    }
  }
  if (problems.length === 0) problems.push(...orderProblems(prices, strikes, maturities));
  if (problems.length > 0) return failure(problems);

  const spot = spotFor(strikes !== undefined, strikeValues, maturityValues, prices, context);
  const surface: Surface = {
    strikes: strikeValues,
    maturities: maturityValues,
    prices,
    spot: spot.value,
    rate: context.rate,
  };
  const notes = [
    ...table.notes,
    ...layoutNotes(layout, mark, table),
    ...gridNotes(strikes, maturities, context.spot, strikeValues),
    ...spot.notes,
  ];
  return { ok: true, value: { surface, notes } };
}

/** The table seen with strikes down and maturities across, in the order of the file. */
function orient(
  table: TextTable,
  numbers: ReadonlyArray<ReadonlyArray<number | undefined>>,
  layout: Layout,
) {
  const top = layout.headerRow ? 1 : 0;
  const left = layout.headerColumn ? 1 : 0;
  const at = (i: number, j: number) => ({
    text: table.cells[i]?.[j],
    value: numbers[i]?.[j],
    row: table.rowNumbers[i] ?? 0,
    column: table.firstColumn + j,
  });
  const headerCell = (i: number, j: number): HeaderCell => {
    const { text, value, row, column } = at(i, j);
    return { text, value, place: `Row ${row}, column ${column}` };
  };
  const across = (length: number) =>
    layout.headerRow ? Array.from({ length }, (_, j) => headerCell(0, left + j)) : undefined;
  const down = (length: number) =>
    layout.headerColumn ? Array.from({ length }, (_, i) => headerCell(top + i, 0)) : undefined;
  return layout.transposed
    ? {
        strikeHeader: across(STRIKES),
        maturityHeader: down(MATURITIES),
        price: (strike: number, maturity: number) => at(top + maturity, left + strike),
      }
    : {
        strikeHeader: down(STRIKES),
        maturityHeader: across(MATURITIES),
        price: (strike: number, maturity: number) => at(top + strike, left + maturity),
      };
}

/** Why a cell is no price and what to do, or undefined where it is one. */
function priceTrouble(
  text: string | undefined,
  value: number | undefined,
  mark: DecimalMark,
): string | undefined {
  if (!text) return 'the cell is empty. Type a price: grids with gaps are not supported yet.';
  if (value === undefined) {
    const shown = excerpt(text);
    if (text.endsWith('%'))
      return `${shown} is a percentage. Type the price in the currency of the spot.`;
    if (parseNumber(text, mark === '.' ? ',' : '.') !== undefined) {
      const name = mark === '.' ? 'point' : 'comma';
      return `${shown} does not fit the other numbers, which have a decimal ${name}. Write it in the same way.`;
    }
    return `${shown} is not a number. Type a price.`;
  }
  if (value < 0)
    return `the price ${excerpt(text)} is negative. A call is worth 0 or more: correct it.`;
  if (value === Number.POSITIVE_INFINITY)
    return `${excerpt(text)} is too large for a number. Type a price.`;
  return undefined;
}

/** Calls fall with the strike and rise with the maturity: where no header is, prices tell the order. */
function orderProblems(
  prices: readonly number[],
  strikes: Axis | undefined,
  maturities: Axis | undefined,
): Problem[] {
  const price = (i: number, j: number) => prices[MATURITIES * i + j] ?? 0;
  // From the second strike: the first line may be a header of a table that lacks a strike.
  const strikesFall = contractGrid.maturities.every((_, j) => price(1, j) < price(STRIKES - 1, j));
  const maturitiesFall = contractGrid.strikes.every(
    (_, i) => price(i, 0) > price(i, MATURITIES - 1),
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

function label(name: AxisName, value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : ` (${name} ${shortNumber(value)})`;
}

function scaledStrikes(spot: number): number[] {
  return contractGrid.strikes.map((strike) => strike * (spot / contractGrid.spot));
}

function layoutNotes(layout: Layout, mark: DecimalMark, table: TextTable): string[] {
  const notes: string[] = [];
  if (layout.transposed)
    notes.push(`Read as ${MATURITIES} maturities × ${STRIKES} strikes and transposed.`);
  const written = table.cells.some((row) => row.some((text) => text?.includes(',')));
  if (mark === ',' && written) notes.push('Decimal comma.');
  return notes;
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
