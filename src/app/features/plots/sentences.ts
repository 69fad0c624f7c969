import { quotedCells, type Surface } from '../../../calibration/quotes/surface.ts';
import {
  type CellVolatility,
  type ErrorSummary,
  errorSummary,
  type Fit,
} from '../../../calibration/report/fit.ts';
import { basisPoints, fixed, percent, signed } from '../../format/numbers.ts';
import { distinctLabels, priceDecimals } from '../../format/quotes.ts';
import type { PlotView } from '../../state/view-store.ts';
import { atTheMoney, type CellView, insideCount, type Quantity, type QuoteView } from './cells.ts';

/** The views of the plots, in the order of their tabs. */
export type View = PlotView;

/** What a view's levels are, as the title of an axis. */
export function levelTitle(surface: Surface, quantity: Quantity): string {
  if (quantity === 'volatility') return 'Implied volatility, %';
  return surface.puts ? 'Option price' : 'Call price';
}

/** How many quotes the model prices between bid and ask, if any has these. */
export function insideText(cells: readonly CellView[]): string | undefined {
  const { inside, of } = insideCount(cells);
  return of === 0 ? undefined : `${inside} of ${of} quotes inside bid–ask`;
}

/** A residual with its unit. */
export function residualText(value: number, quantity: Quantity, spot: number): string {
  return quantity === 'price' ? signed(value, priceDecimals(spot)) : basisPoints(value);
}

/** The residuals of `quantity` in a fit, summed up over one maturity or over all. */
export function errorOf(fit: Fit, quantity: Quantity, maturity?: number): ErrorSummary | undefined {
  const residuals = quantity === 'price' ? fit.priceResiduals : fit.volatilityResiduals;
  return errorSummary(residuals, fit.surface.maturities.length, maturity);
}

/** What `describe` tells of. */
interface Described {
  readonly view: View;
  readonly quantity: Quantity;
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly cells: readonly CellView[];
  /** The quotes of the chosen maturity. */
  readonly slice: readonly QuoteView[];
  readonly maturity: number;
}

/** One sentence that says what a view shows, with its numbers, for those who do not see it. */
export function describe(shown: Described): string {
  const { view, quantity, surface, fit, cells, slice, maturity } = shown;
  const at = distinctLabels(surface.maturities)[maturity] ?? '';
  if (view === 'density') return `Density of the spot at maturity ${at} years.`;
  if (view === 'history') return 'Parameters of the calibrations made so far.';
  const isWhole = view !== 'smile' && view !== 'price';
  const start = capital(
    `${subjectOf(shown)} ${isWhole ? wholeScope(surface) : `by strike at maturity ${at} years`}`,
  );
  const facts = [
    levels(quantity, surface, slice, at),
    error(quantity, surface, fit, isWhole ? undefined : maturity),
    insideText(isWhole ? cells : slice),
  ];
  return `${start}: ${facts.filter((fact) => fact !== undefined).join('; ')}.`;
}

function subjectOf({ view, quantity, surface }: Described): string {
  if (view === 'term') return 'volatility at the forward and skew by maturity';
  const name =
    quantity === 'volatility' ? 'implied volatility' : surface.puts ? 'option price' : 'call price';
  if (view === 'residuals') return `fit minus market ${name}`;
  return view === 'smiles' ? `${name} by strike, a panel for each maturity,` : name;
}

function wholeScope(surface: Surface): string {
  const { strikes, maturities } = surface;
  return `of ${quotedCells(surface).length} quotes at ${strikes.length} strikes and ${maturities.length} maturities`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function levels(
  quantity: Quantity,
  surface: Surface,
  slice: readonly QuoteView[],
  at: string,
): string {
  const quote = atTheMoney(slice)?.quote;
  if (!quote) return `nothing is quoted at ${at} years`;
  const half = (side: QuoteView['quote']['model']) => {
    if (!side) return undefined;
    if (quantity === 'price') return fixed(side.price, priceDecimals(surface.spot));
    return side.volatility.ok ? percent(side.volatility.volatility) : undefined;
  };
  const market = half(quote.market) ?? 'unknown';
  const model = half(quote.model);
  return `at the money at ${at} years the market is ${market}${model ? `, the fit ${model}` : ''}`;
}

function error(
  quantity: Quantity,
  surface: Surface,
  fit: Fit | undefined,
  maturity: number | undefined,
): string {
  if (!fit) return 'nothing is fitted yet';
  const found = errorOf(fit, quantity, maturity);
  if (!found) return 'no quote has a residual';
  const strike = distinctLabels(surface.strikes)[found.strike] ?? '';
  const place =
    maturity === undefined
      ? `strike ${strike}, maturity ${distinctLabels(surface.maturities)[found.maturity] ?? ''}`
      : `strike ${strike}`;
  return `largest residual ${residualText(found.largest, quantity, surface.spot)} at ${place}`;
}

/** Why a cell shows no volatility, as one short clause. */
export function noVolatility(cell: Extract<CellVolatility, { ok: false }>): string {
  switch (cell.reason) {
    case 'imprecise':
      return 'no usable volatility: the vega is too small';
    case 'below-intrinsic':
      return 'no volatility: the price is under intrinsic value';
    case 'no-time-value':
      return 'no volatility: the price has no time value';
    case 'above-maximum':
      return 'no volatility: the price is above any that an option can have';
    case 'not-finite':
      return 'no volatility: the price is not a number';
    case 'not-quoted':
      return 'nothing is quoted here';
  }
}
