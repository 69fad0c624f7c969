import type { LevyModel } from '../../levy/model.ts';
import { type BidAsk, quotedCells, type Surface } from '../quotes/surface.ts';
import type { Refinement } from '../refine/refinement.ts';
import type { Calibration } from '../service.ts';
import { type ErrorSummary, type Fit, modelVolatilities } from './fit.ts';
import { rootMeanSquare } from './root-mean-square.ts';

/** The error measures of Schoutens (2003), Lévy Processes in Finance, section 1.2; in currency but for two. */
export interface SchoutensErrors {
  /** Mean absolute error as a share of the mean price. */
  readonly ape: number;
  readonly aae: number;
  /** Mean of |error|/price; quotes of price 0 do not count. */
  readonly arpe: number;
  readonly rmse: number;
}

/** How well a model meets quotes, and how far the answer is to be trusted. */
export interface Diagnostics {
  readonly quotes: number;
  /** In basis points of volatility; undefined if no quote has a usable one. */
  readonly volatility: ErrorSummary | undefined;
  /** In the spot's currency. */
  readonly price: ErrorSummary | undefined;
  readonly schoutens: SchoutensErrors;
  /** Quotes with a spread, and those whose model price lies within it; undefined where none has one. */
  readonly spread: { readonly quotes: number; readonly inside: number } | undefined;
  /** Information criteria of the refined fit, for comparing models on the same quotes and objective. */
  readonly criteria: { readonly aic: number; readonly bic: number } | undefined;
  /**
   * Root mean square distance of the network's surface from the refined one over the quotes, in
   * basis points of volatility: how far the quotes lie from what the network knows.
   */
  readonly networkDistance: number | undefined;
  /** Keys of the refined parameters outside the networks' training range. */
  readonly outsideRange: readonly string[];
}

/** @param fit of the calibration's final parameters, the refined ones where there are any */
export function diagnose(fit: Fit, calibration: Calibration): Diagnostics {
  const { surface, model } = fit;
  const { refinement } = calibration;
  return {
    quotes: quotedCells(surface).length,
    volatility: fit.volatilityError,
    price: fit.priceError,
    schoutens: schoutensErrors(fit),
    spread: insideSpread(fit),
    criteria: refinement && informationCriteria(refinement),
    networkDistance: refinement && networkDistance(surface, model, calibration.parameters, fit),
    outsideRange: outsideRange(model, fit.parameters),
  };
}

/**
 * Akaike's (1974) and Schwarz's (1978) criteria; the size of the noise counts as a parameter. Lower
 * is better; ten apart is decisive.
 */
export function informationCriteria({ deviance, parameters, residuals }: Refinement) {
  const free = parameters.length + 1;
  return { aic: deviance + 2 * free, bic: deviance + free * Math.log(residuals.length) };
}

/** Keys of parameters outside the range on which the networks are trained. */
function outsideRange(model: LevyModel, parameters: readonly number[]): string[] {
  return model.parameters
    .filter(({ range }, i) => {
      const value = parameters[i] ?? Number.NaN;
      return !(value >= range.min && value <= range.max);
    })
    .map(({ key }) => key);
}

function schoutensErrors({ surface, priceResiduals }: Fit): SchoutensErrors {
  const cells = quotedCells(surface);
  let prices = 0;
  let absolute = 0;
  let relative = 0;
  let priced = 0;
  for (const cell of cells) {
    const price = surface.prices[cell] ?? 0;
    const error = Math.abs(priceResiduals[cell] ?? 0);
    prices += price;
    absolute += error;
    if (price === 0) continue;
    relative += error / price;
    priced++;
  }
  return {
    ape: absolute / prices,
    aae: absolute / cells.length,
    arpe: relative / priced,
    rmse: rootMeanSquare(cells.map((cell) => priceResiduals[cell] ?? 0)),
  };
}

/** Whether a price lies within bid and ask; they may be one price, which a model meets to rounding. */
export function isInside(price: number, { bid, ask }: BidAsk): boolean {
  const hair = 1e-9 * ask;
  return price >= bid - hair && price <= ask + hair;
}

/** How many quotes with a bid and ask the model prices within it; undefined where none has one. */
export function insideSpread({ surface, modelPrices }: Fit): Diagnostics['spread'] {
  let quotes = 0;
  let inside = 0;
  surface.spreads?.forEach((sides, cell) => {
    const price = modelPrices[cell];
    if (!sides || price === undefined) return;
    quotes++;
    if (isInside(price, sides)) inside++;
  });
  return quotes === 0 ? undefined : { quotes, inside };
}

function networkDistance(
  surface: Surface,
  model: LevyModel,
  network: readonly number[],
  fit: Fit,
): number | undefined {
  let squares = 0;
  let count = 0;
  modelVolatilities(surface, model, network).forEach((cell, i) => {
    const refined = fit.modelVolatilities[i];
    if (!cell.ok || !refined?.ok || fit.volatilityResiduals[i] === undefined) return;
    squares += (1e4 * (cell.volatility - refined.volatility)) ** 2;
    count++;
  });
  return count === 0 ? undefined : Math.sqrt(squares / count);
}
