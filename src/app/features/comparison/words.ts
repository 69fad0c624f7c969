import { insideSpread } from '../../../calibration/report/diagnostics.ts';
import { fixed, NONE, sizeText } from '../../format/numbers.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import type { WhatIf } from '../../state/what-if-store.ts';

/** Differences in BIC from which evidence is positive and very strong (Kass and Raftery 1995). */
const POSITIVE = 2;
const DECISIVE = 10;

/** Which model the quotes prefer, by BIC, in one sentence; undefined with less than two fits. */
export function preference(outcomes: readonly Outcome[]): string | undefined {
  const [first, second] = outcomes
    .flatMap(({ model, diagnostics }) => {
      return diagnostics.criteria ? [{ title: model.title, bic: diagnostics.criteria.bic }] : [];
    })
    .sort((a, b) => a.bic - b.bic);
  if (!first || !second) return undefined;
  const lead = second.bic - first.bic;
  if (!(lead >= POSITIVE)) {
    return `These quotes do not tell ${first.title} and ${second.title} apart: BIC differs by ${fixed(lead, 1)}.`;
  }
  const decisive = lead >= DECISIVE ? 'ten is decisive' : 'ten would be decisive';
  return `${first.title} is preferred: BIC lower by ${fixed(lead, 0)}, ${decisive}.`;
}

/** How far parameters tried by hand are from the quotes in price, beside the calibrated ones. */
export function triedPrices({ fit, calibrated }: Pick<WhatIf, 'fit' | 'calibrated'>): string {
  const error = (one: typeof fit) => (one.priceError ? sizeText(one.priceError.rmse) : NONE);
  const spread = insideSpread(fit);
  const inside = spread ? `; ${spread.inside} of ${spread.quotes} inside bid–ask` : '';
  return `Tried by hand: price RMSE ${error(fit)}, calibrated ${error(calibrated)}${inside}.`;
}
