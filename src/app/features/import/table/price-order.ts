import type { Problem } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import type { Axis } from './table-axis.ts';

/** Calls fall with the strike and rise with the maturity: where no header is, prices tell the order. */
export function orderProblems(
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
