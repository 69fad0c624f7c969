import type { Surface } from '../../../calibration/quotes/surface.ts';
import {
  type CellVolatility,
  type Fit,
  marketVolatilities,
} from '../../../calibration/report/fit.ts';
import { fixed, signed } from '../../format/numbers.ts';
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
}

/** Steps of the shade; the eye tells no more apart at this strength. */
export const LEVELS = 15;

/** The faces of a view, strike-major; `fit` is the fit of this very surface, if there is one. */
export function cellFaces(view: GridView, surface: Surface, fit: Fit | undefined): CellFace[] {
  const faces = viewFaces(view, surface, fit);
  return faces.map((face, cell) => {
    if (surface.prices[cell] === undefined) return NOT_QUOTED;
    return view === 'price' && surface.puts?.[cell] ? { ...face, isPut: true } : face;
  });
}

function viewFaces(view: GridView, surface: Surface, fit: Fit | undefined): CellFace[] {
  switch (view) {
    case 'price': {
      const decimals = gridDecimals(surface);
      return sequential(surface.prices, (value) => fixed(value, decimals));
    }
    case 'volatility': {
      const found = fit?.marketVolatilities ?? marketVolatilities(surface);
      return sequential(found.map(percent), (value) => fixed(value, 2));
    }
    case 'timeValue':
      return sequential(surface.prices, (value) => fixed(value, 2));
    case 'residual':
      return diverging(fit?.volatilityResiduals ?? surface.prices.map(() => undefined));
  }
}

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
const NO_VALUE: CellFace = { text: '–', value: undefined, level: 0, tone: 'heat' };
const NOT_QUOTED: CellFace = { ...NO_VALUE, text: '' };
