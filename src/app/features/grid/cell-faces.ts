import { cellPlace, forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import {
  type CellVolatility,
  type Fit,
  marketVolatilities,
} from '../../../calibration/report/fit.ts';
import { timeValue } from '../../../levy/black.ts';
import { fixed, NONE, signed } from '../../format/numbers.ts';
import { gridDecimals } from '../../format/quotes.ts';
import type { GridView } from '../../state/view-store.ts';

/** What one price cell shows. */
export interface CellFace {
  readonly text: string;
  /** Value in full precision, where the view has one. */
  readonly value: number | undefined;
  /** Strength of the shade, 0 to {@link LEVELS}. */
  readonly level: number;
  readonly tone: 'heat' | 'low' | 'high';
  /** Price of a put. */
  readonly isPut?: boolean;
  /** At the money: of its maturity's strikes the one nearest to the forward. */
  readonly isAtm?: boolean;
  /** Why a quote has no number in this view, one sentence. */
  readonly why?: string;
}

/** Steps of the shade; the eye tells no more apart at this strength. */
export const LEVELS = 15;

/** The faces of a view, strike-major; `fit` is the fit of this very surface, if there is one. */
export function cellFaces(view: GridView, surface: Surface, fit: Fit | undefined): CellFace[] {
  const faces = viewFaces(view, surface, fit);
  const money = moneyRows(surface);
  const width = surface.maturities.length;
  return faces.map((face, cell) => {
    const isQuoted = surface.prices[cell] !== undefined;
    const isPut = isQuoted && view === 'price' && (surface.puts?.[cell] ?? false);
    const isAtm = money[cell % width] === Math.floor(cell / width);
    const shown = isQuoted ? face : NOT_QUOTED;
    if (!isPut && !isAtm) return shown;
    return { ...shown, ...(isPut && { isPut }), ...(isAtm && { isAtm }) };
  });
}

/** At each maturity the row of the strike nearest to the forward. */
function moneyRows(surface: Surface): number[] {
  return surface.maturities.map((_, column) =>
    nearestIndex(surface.strikes, forwardPrice(surface, column)),
  );
}

/** Index of the increasing value nearest to `target`. */
export function nearestIndex(values: readonly number[], target: number): number {
  const distances = values.map((value) => Math.abs(value - target));
  return distances.indexOf(Math.min(...distances));
}

/**
 * The faces with those of before where they are alike, so that what did not change is not drawn.
 */
export function keepAlike(before: readonly CellFace[], now: readonly CellFace[]): CellFace[] {
  return now.map((face, i) => {
    const was = before[i];
    return was && FACE_KEYS.every((key) => was[key] === face[key]) ? was : face;
  });
}

const FACE_KEYS = ['value', 'text', 'level', 'tone', 'isPut', 'isAtm', 'why'] as const;

function viewFaces(view: GridView, surface: Surface, fit: Fit | undefined): CellFace[] {
  switch (view) {
    case 'price': {
      const decimals = gridDecimals(surface);
      return sequential(surface.prices, (value) => fixed(value, decimals));
    }
    case 'volatility': {
      const found = fit?.marketVolatilities ?? marketVolatilities(surface);
      const faces = sequential(found.map(percent), (value) => fixed(value, 2));
      return faces.map((face, i) => {
        const cell = found[i];
        return !cell || cell.ok ? face : { ...face, why: NO_VOLATILITY[cell.reason] };
      });
    }
    case 'timeValue': {
      const decimals = gridDecimals(surface);
      return sequential(timeValues(surface), (value) => fixed(value, decimals));
    }
    case 'residual':
      return diverging(fit?.volatilityResiduals ?? surface.prices.map(() => undefined));
  }
}

/**
 * What each quote is worth beyond exercising it at the forward, present values in the spot's
 * currency: by put–call parity the price of the option out of the money.
 */
function timeValues(surface: Surface): Array<number | undefined> {
  return surface.prices.map((price, cell) => {
    if (price === undefined) return undefined;
    const { logMoneyness, scale, type } = cellPlace(surface, cell);
    const call = price / scale - (type === 'put' ? Math.expm1(logMoneyness) : 0);
    return scale * timeValue(call, logMoneyness);
  });
}

const NO_VOLATILITY: Readonly<Record<Extract<CellVolatility, { ok: false }>['reason'], string>> = {
  'not-quoted': 'Nothing is quoted here.',
  'not-finite': 'The price is no number.',
  'below-intrinsic': 'No volatility: the option is worth less than exercising it.',
  'no-time-value': 'No volatility: the price has no time value.',
  'above-maximum': 'No volatility: the price is above what any volatility gives.',
  imprecise:
    'No volatility is shown: half a cent on a spot of 100 would move it by more than 50 basis points.',
};

function percent(cell: CellVolatility): number | undefined {
  return cell.ok ? 100 * cell.volatility : undefined;
}

function sequential(
  values: ReadonlyArray<number | undefined>,
  text: (value: number) => string,
): CellFace[] {
  const known = values.filter((value) => value !== undefined);
  const low = Math.min(...known);
  const width = Math.max(...known) - low || 1;
  return values.map((value) =>
    value === undefined
      ? NO_VALUE
      : {
          text: text(value),
          value,
          level: Math.round((LEVELS * (value - low)) / width),
          tone: 'heat',
        },
  );
}

function diverging(values: ReadonlyArray<number | undefined>): CellFace[] {
  const largest = values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
  // A shade for residuals under 1 bp would make a perfect fit look bad.
  const scale = Math.max(largest, 1);
  return values.map((value) =>
    value === undefined
      ? NO_VALUE
      : {
          text: signed(value, largest < 99.95 ? 1 : 0),
          value,
          level: Math.round((LEVELS * Math.abs(value)) / scale),
          tone: value < 0 ? 'low' : 'high',
        },
  );
}

/** A quote without a number in this view. */
const NO_VALUE: CellFace = { text: NONE, value: undefined, level: 0, tone: 'heat' };
const NOT_QUOTED: CellFace = { ...NO_VALUE, text: '' };
