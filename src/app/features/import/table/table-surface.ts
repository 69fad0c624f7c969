import type { Problem, Surface } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import type { ImportContext } from '../import-context.ts';
import { enoughQuotes } from '../list/quote-limits.ts';
import { type MarketTexts, readMarket } from '../market-lines.ts';
import { type DecimalMark, parseNumber } from '../number-format.ts';
import type { Reading } from '../reading.ts';
import type { Doubt, Headers, ReadingOptions } from '../reading-options.ts';
import { spotFor } from '../spot.ts';
import { failure } from '../words.ts';
import { maturityAxis } from './maturity-axis.ts';
import { orderProblems } from './price-order.ts';
import type { TextTable } from './read-table.ts';
import { readValues } from './read-values.ts';
import { readAxis } from './table-axis.ts';
import { orientTable } from './table-grid.ts';
import { type Layout, tableLayout } from './table-layout.ts';
import { gapNotes, gridNotes, layoutNotes } from './table-notes.ts';
import { valueKind } from './value-kind.ts';
import { pricedByBlack, spotAmong } from './volatility-prices.ts';

/** What a grid is read from. */
export interface GridText {
  readonly table: TextTable;
  readonly told: MarketTexts;
  /** Its numbers have a per cent sign, which is cut off in `table`. */
  readonly percent: boolean;
  /** It speaks of volatilities. */
  readonly words: boolean;
}

/**
 * The surface in a table whose numbers have this decimal mark. Headers that the table lacks are the
 * contract's, strikes in proportion to the spot. Volatilities become prices by Black's formula.
 * Everything wrong is a problem of its own.
 */
export function tableSurface(
  { table, told, percent, words }: GridText,
  mark: DecimalMark,
  context: ImportContext,
  options: ReadingOptions,
): Reading {
  const numbers = table.cells.map((row) =>
    row.map((text) => (text === undefined ? undefined : parseNumber(text, mark))),
  );
  const found = tableLayout(table, numbers, options);
  if (!found.ok) {
    const doubts = found.open ? [ORIENTATION] : [];
    const result = failure([...table.problems, ...found.problems]);
    return { result, decided: { numbers: mark }, doubts };
  }
  const layout = found.value;
  const grid = orientTable(table, numbers, layout);
  const market = readMarket(told, mark);
  const spotNow = market.spot ?? context.spot;
  const rate = market.rate ?? context.rate;
  const dividendYield = market.dividendYield ?? context.dividendYield;

  const strikes = grid.strikeHeader && readAxis('strike', grid.strikeHeader, spotNow);
  const dates = { told: told.get('date')?.map(({ text }) => text) ?? [], today: context.today };
  const style = { unit: options.maturities, dates: options.dates };
  const maturities =
    grid.maturityHeader &&
    maturityAxis(grid.maturityHeader, table.cells[0]?.[0] ?? '', mark, dates, style);
  const strikeValues = strikes?.values ?? scaledStrikes(spotNow);
  const maturityValues = maturities?.values ?? contractGrid.maturities;
  const axes = {
    strikes: { values: strikeValues, reversed: strikes?.reversed },
    maturities: { values: maturityValues, reversed: maturities?.reversed },
  };
  const given = options.values ?? (percent ? 'percent' : undefined);
  const { values, problems: cellProblems } = readValues(grid, layout, mark, axes, given ?? 'price');
  const problems: Problem[] = [
    ...market.problems,
    ...table.problems,
    ...(strikes?.problems ?? []),
    ...(maturities?.problems ?? []),
    ...cellProblems,
  ];
  const spotOf = (prices: typeof values) =>
    market.spot === undefined
      ? spotFor(strikes !== undefined, strikeValues, maturityValues, prices, {
          spot: spotNow,
          rate,
        })
      : { value: market.spot, notes: [] };
  const axesOf = { strikes: strikeValues, maturities: maturityValues, rate, dividendYield };
  const guess = {
    values,
    strikes: strikeValues,
    maturities: maturityValues,
    spot: spotOf(values).value,
  };
  const { kind, doubt } =
    given || problems.length > 0 ? { kind: given ?? 'price' } : valueKind(guess, words);
  const doubts = [...(maturities?.doubts ?? []), ...(doubt ? [doubt] : [])];
  const decided = decisions(layout, mark, kind, maturities);
  if (problems.length === 0 && kind === 'price') {
    problems.push(...orderProblems(values, strikes, maturities));
  }
  if (problems.length > 0) return { result: failure(problems), decided, doubts };

  const spot =
    kind === 'price' || market.spot !== undefined
      ? spotOf(values)
      : spotAmong(strikeValues, spotNow);
  const read: Surface = { ...axesOf, prices: values, spot: spot.value };
  const { surface, notes: converted } =
    kind === 'price' ? { surface: read, notes: [] } : pricedByBlack(read, kind);
  const notes = [
    ...table.notes,
    ...layoutNotes(layout, mark, table),
    ...gridNotes(strikes, maturities, spotNow, strikeValues),
    ...gapNotes(values),
    ...market.notes,
    ...spot.notes,
    ...converted,
  ];
  return { result: enoughQuotes({ surface, notes }), decided, doubts };
}

const ORIENTATION: Doubt = {
  about: 'strikes',
  question: 'Either header could have the strikes. Do they run down the table or across it?',
  between: 'down across',
};

function decisions(
  { transposed, headerRow, headerColumn }: Layout,
  numbers: DecimalMark,
  values: NonNullable<ReadingOptions['values']>,
  maturities: ReturnType<typeof maturityAxis> | undefined,
): ReadingOptions {
  const headers: Headers = headerRow
    ? headerColumn
      ? 'both'
      : 'row'
    : headerColumn
      ? 'column'
      : 'none';
  return {
    numbers,
    strikes: transposed ? 'across' : 'down',
    headers,
    values,
    ...(maturities && { maturities: maturities.unit }),
    ...(maturities?.dateOrder && { dates: maturities.dateOrder }),
  };
}

function scaledStrikes(spot: number): number[] {
  return contractGrid.strikes.map((strike) => strike * (spot / contractGrid.spot));
}
