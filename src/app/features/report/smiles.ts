import { cellPlace, type Surface } from '../../../calibration/quotes/surface.ts';
import { type Fit, modelCurve } from '../../../calibration/report/fit.ts';
import { impliedVolatility } from '../../../levy/black.ts';
import { linePath } from '../../components/chart/paths.ts';
import { niceDomain, tickDecimals, ticksWithin } from '../../components/chart/ticks.ts';
import { fixed } from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';
import { MOST_SMILES, spread } from './selection.ts';

/** A small smile in px of its own drawing. */
export interface SmilePanel {
  readonly title: string;
  readonly dots: ReadonlyArray<{ readonly x: number; readonly y: number }>;
  /** From bid to ask. */
  readonly bars: ReadonlyArray<{ readonly x: number; readonly from: number; readonly to: number }>;
  readonly line: string;
}

/** The smiles of a page on shared scales. */
export interface SmilePanels {
  readonly panels: readonly SmilePanel[];
  readonly xTicks: ReadonlyArray<{ readonly at: number; readonly text: string }>;
  readonly yTicks: ReadonlyArray<{ readonly at: number; readonly text: string }>;
  /** Not every maturity has a panel. */
  readonly isPartial: boolean;
}

/** The drawing of a panel, and the plot's rectangle in it. */
export const PANEL = { width: 140, height: 138, left: 24, right: 136, top: 16, bottom: 124 };

const CURVE_POINTS = 41;
/** Volatility points that an axis spans at least. */
const LEAST_SPAN = 1;

/** Market and model at up to {@link MOST_SMILES} maturities, volatility in %. */
export function smilePanels(fit: Fit): SmilePanels {
  const { surface, model, parameters } = fit;
  const { strikes, maturities } = surface;
  const chosen = spread(maturities.length, MOST_SMILES);
  const labels = distinctLabels(maturities);
  const slices = chosen.map((column) => ({
    column,
    quotes: strikes.flatMap((strike, row) => {
      const cell = row * maturities.length + column;
      const found = fit.marketVolatilities[cell];
      if (!found?.ok) return [];
      return [{ strike, value: 100 * found.volatility, ...sides(surface, cell) }];
    }),
    curve: modelCurve(surface, model, parameters, column, CURVE_POINTS),
  }));
  const values = slices.flatMap(({ quotes, curve }) => [
    ...quotes.map(({ value }) => value),
    ...curve.flatMap(({ volatility }) => (volatility === undefined ? [] : 100 * volatility)),
  ]);
  const [low, high] = niceDomain(values, 4, LEAST_SPAN);
  const [first = 0, last = 1] = [strikes[0], strikes.at(-1)];
  const x = (strike: number) => {
    const share = last > first ? (strike - first) / (last - first) : 0.5;
    return PANEL.left + 3 + share * (PANEL.right - PANEL.left - 6);
  };
  const y = (value: number) =>
    PANEL.bottom - ((value - low) / (high - low)) * (PANEL.bottom - PANEL.top);
  const held = (value: number) => Math.min(Math.max(y(value), PANEL.top), PANEL.bottom);
  const yTicks = ticksWithin(low, high, 4);
  const xTicks = ticksWithin(first, last, 3);
  return {
    panels: slices.map(({ column, quotes, curve }) => ({
      title: `${labels[column] ?? ''} y`,
      dots: quotes.map(({ strike, value }) => ({ x: x(strike), y: y(value) })),
      bars: quotes.flatMap(({ strike, bid, ask }) =>
        ask === undefined ? [] : [{ x: x(strike), from: held(bid ?? low), to: held(ask) }],
      ),
      line: linePath(
        curve.map(({ strike, volatility }) => ({
          x: x(strike),
          y: volatility === undefined ? undefined : y(100 * volatility),
        })),
      ),
    })),
    xTicks: xTicks.map((tick) => ({ at: x(tick), text: fixed(tick, tickDecimals(xTicks)) })),
    yTicks: yTicks.map((tick) => ({ at: y(tick), text: fixed(tick, tickDecimals(yTicks)) })),
    isPartial: maturities.length > chosen.length,
  };
}

/** Volatilities of bid and ask in %; a bid without one lies beneath the plot. */
function sides(surface: Surface, cell: number): { bid?: number; ask?: number } {
  const quoted = surface.spreads?.[cell];
  if (!quoted) return {};
  const { scale, logMoneyness, maturity, type } = cellPlace(surface, cell);
  const [bid, ask] = [quoted.bid, quoted.ask].map((price) =>
    impliedVolatility(price / scale, logMoneyness, maturity, type),
  );
  return {
    ...(bid?.ok && { bid: 100 * bid.volatility }),
    ...(ask?.ok && { ask: 100 * ask.volatility }),
  };
}
