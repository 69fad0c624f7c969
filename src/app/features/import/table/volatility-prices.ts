import { cellPlace, type Surface } from '../../../../calibration/quotes/surface.ts';
import { blackPrice } from '../../../../levy/black.ts';
import { inPercent } from '../market-lines.ts';
import type { ValueKind } from '../reading-options.ts';
import { shortNumber } from '../words.ts';

/** 1,000 %: no quote is beyond, and a per cent taken for a fraction often is. */
const MOST = 10;

/** Why a number is no volatility and what to do, or undefined where it is one. */
export function volatilityTrouble(value: number, kind: ValueKind): string | undefined {
  const volatility = kind === 'percent' ? value / 100 : value;
  const shown = shortNumber(value);
  if (!(volatility > 0)) return `the volatility ${shown} must be more than 0. Correct it.`;
  if (volatility <= MOST) return undefined;
  const reading = kind === 'percent' ? 'a price' : 'in %';
  return `the volatility ${shown} is more than 1,000 %. Is it ${reading}?`;
}

/**
 * The surface of call prices under which Black's formula gives these volatilities, at the surface's
 * own forwards.
 * @param surface Its prices are the volatilities, in % or as a fraction.
 */
export function pricedByBlack(
  surface: Surface,
  kind: Exclude<ValueKind, 'price'>,
): { surface: Surface; notes: string[] } {
  const prices = surface.prices.map((value, cell) => {
    if (value === undefined) return undefined;
    const { scale, logMoneyness, maturity } = cellPlace(surface, cell);
    const volatility = kind === 'percent' ? value / 100 : value;
    return scale * blackPrice(logMoneyness, volatility * Math.sqrt(maturity));
  });
  const { spot, rate, dividendYield } = surface;
  const unit = kind === 'percent' ? ' in %' : '';
  return {
    surface: { ...surface, prices },
    notes: [
      `Volatilities${unit}: turned into call prices by Black’s formula at a spot of ${shortNumber(spot)}, a rate of ${inPercent(rate)} and a dividend yield of ${inPercent(dividendYield)}.`,
    ],
  };
}

/** The spot of a grid of volatilities, which tell none: the one at hand if it lies among the strikes. */
export function spotAmong(
  strikes: readonly number[],
  spot: number,
): { value: number; notes: string[] } {
  const [lowest = spot, highest = spot] = [strikes[0], strikes.at(-1)];
  if (spot >= lowest && spot <= highest) return { value: spot, notes: [] };
  const middle = Number(((lowest + highest) / 2).toPrecision(12));
  const note = `Spot set to ${middle}, the middle of the strikes: the spot of ${shortNumber(spot)} lies outside them. Change it and import again if it is wrong.`;
  return { value: middle, notes: [note] };
}
