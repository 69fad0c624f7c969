import { type CellPlace, cellPlace, type Surface } from '../../../calibration/quotes/surface.ts';
import { isInside } from '../../../calibration/report/diagnostics.ts';
import {
  type CellVolatility,
  type Fit,
  marketVolatilities,
} from '../../../calibration/report/fit.ts';
import { impliedVolatility } from '../../../levy/black.ts';
import type { OptionType } from '../../../levy/option-layout.ts';

/** What the plots show: volatility in % and residuals in bp, or both in the spot's currency. */
export type Quantity = 'volatility' | 'price';

/** A cell of the surface, counted from 0. */
export interface CellIndex {
  readonly strike: number;
  readonly maturity: number;
}

/** The bid or the ask of a quote; no volatility where the price has none. */
export interface QuoteSide {
  readonly price: number;
  readonly volatility: number | undefined;
}

/** A quote and the model at its place, each as price and volatility. */
export interface Quote {
  readonly type: OptionType;
  readonly market: { readonly price: number; readonly volatility: CellVolatility };
  readonly spread?: { readonly bid: QuoteSide; readonly ask: QuoteSide };
  /** Undefined before a fit, like all that follows. */
  readonly model?: { readonly price: number; readonly volatility: CellVolatility };
  /** Model − market: in currency, and in bp where both volatilities are precise. */
  readonly priceResidual?: number;
  readonly volatilityResidual?: number;
  /** Whether the model's price lies between bid and ask; undefined without these, too. */
  readonly isInside?: boolean;
}

/** All that is known of one cell. */
export interface CellView {
  readonly index: CellIndex;
  readonly strike: number;
  readonly maturity: number;
  /** ln(K/F). */
  readonly logMoneyness: number;
  /** Undefined where nothing is quoted. */
  readonly quote: Quote | undefined;
}

/** A cell that is quoted. */
export interface QuoteView extends CellView {
  readonly quote: Quote;
}

/** Every cell of the surface, strike-major. */
export function cellViews(surface: Surface, fit: Fit | undefined): CellView[] {
  const market = fit?.marketVolatilities ?? marketVolatilities(surface);
  const width = surface.maturities.length;
  return surface.prices.map((price, i) => {
    const place = cellPlace(surface, i);
    const { strike, maturity, logMoneyness } = place;
    const index = { strike: Math.floor(i / width), maturity: i % width };
    const quote: Quote | undefined =
      price === undefined
        ? undefined
        : {
            type: place.type,
            market: { price, volatility: market[i] ?? UNKNOWN },
            ...spreadOf(surface, i, place),
            ...(fit && modelOf(surface, fit, i)),
          };
    return { index, strike, maturity, logMoneyness, quote };
  });
}

function spreadOf(surface: Surface, cell: number, place: CellPlace): Pick<Quote, 'spread'> {
  const sides = surface.spreads?.[cell];
  if (!sides) return {};
  const side = (price: number): QuoteSide => {
    const { scale, logMoneyness, maturity, type } = place;
    const found = impliedVolatility(price / scale, logMoneyness, maturity, type);
    return { price, volatility: found.ok ? found.volatility : undefined };
  };
  return { spread: { bid: side(sides.bid), ask: side(sides.ask) } };
}

function modelOf(surface: Surface, fit: Fit, cell: number): Partial<Quote> {
  const price = fit.modelPrices[cell];
  if (price === undefined) return {};
  const priceResidual = fit.priceResiduals[cell];
  const volatilityResidual = fit.volatilityResiduals[cell];
  const sides = surface.spreads?.[cell];
  return {
    model: { price, volatility: fit.modelVolatilities[cell] ?? UNKNOWN },
    ...(priceResidual !== undefined && { priceResidual }),
    ...(volatilityResidual !== undefined && { volatilityResidual }),
    ...(sides && { isInside: isInside(price, sides) }),
  };
}

export function isQuoted(cell: CellView): cell is QuoteView {
  return cell.quote !== undefined;
}

/** The market's or the model's value of a cell: volatility in %, or price. */
export function levelOf(
  { quote }: CellView,
  side: 'market' | 'model',
  quantity: Quantity,
): number | undefined {
  const half = quote?.[side];
  if (quantity === 'price') return half?.price;
  return half?.volatility.ok ? 100 * half.volatility.volatility : undefined;
}

/** The residual of a cell: bp of volatility, or currency. */
export function residualOf({ quote }: CellView, quantity: Quantity): number | undefined {
  return quantity === 'price' ? quote?.priceResidual : quote?.volatilityResidual;
}

/** Bid and ask of a quote, volatility in % or price; undefined where a side has no volatility. */
export interface Spread {
  readonly bid: number | undefined;
  readonly ask: number | undefined;
}

export function spreadLevels({ quote }: CellView, quantity: Quantity): Spread | undefined {
  if (!quote?.spread) return undefined;
  const { bid, ask } = quote.spread;
  const level = ({ price, volatility }: QuoteSide) =>
    quantity === 'price' ? price : volatility && 100 * volatility;
  return { bid: level(bid), ask: level(ask) };
}

/** Quotes that have a bid and an ask and a model, and those of them whose model lies between. */
export function insideCount(cells: readonly CellView[]): { inside: number; of: number } {
  const known = cells.flatMap(({ quote }) => quote?.isInside ?? []);
  return { inside: known.filter(Boolean).length, of: known.length };
}

/** Levels closer than this are one: a volatility point, or a hundredth of the spot. */
export function leastLevel(quantity: Quantity, spot: number): number {
  return quantity === 'price' ? spot / 100 : 1;
}

/** Residuals under this are nothing: a basis point, or a millionth of the spot. */
export function leastResidual(quantity: Quantity, spot: number): number {
  return quantity === 'price' ? spot * 1e-6 : 1;
}

/** The quote nearest to the forward, of a slice at one maturity. */
export function atTheMoney(slice: readonly QuoteView[]): QuoteView | undefined {
  return slice.reduce<QuoteView | undefined>(
    (best, cell) =>
      best && Math.abs(best.logMoneyness) <= Math.abs(cell.logMoneyness) ? best : cell,
    undefined,
  );
}

/**
 * Whether the price at a strike of a slice is to be drawn as a call's or a put's: as the quotes on
 * either side, and where these differ, out of the money.
 * @param slice The quotes of one maturity by increasing strike.
 */
export function drawnType(
  slice: readonly QuoteView[],
  strike: number,
  forward: number,
): OptionType {
  const right = slice.find((cell) => cell.strike >= strike)?.quote.type;
  const left = slice.findLast((cell) => cell.strike <= strike)?.quote.type;
  if (left === undefined || right === undefined) return left ?? right ?? 'call';
  if (left === right) return left;
  return strike < forward ? 'put' : 'call';
}

const UNKNOWN: CellVolatility = { ok: false, reason: 'not-finite' };
