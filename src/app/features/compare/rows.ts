import { isPoor } from '../../../calibration/report/verdict.ts';
import { basisPointSize, fixed, NONE, sizeText } from '../../format/numbers.ts';
import { knownByFit, parameterDecimals, plusMinus } from '../../format/parameters.ts';
import type { Outcome } from '../../state/calibration-store.ts';

/** A line of the table of two results. */
export interface Row {
  readonly name: string;
  readonly texts: readonly [string, string];
}

/** Parameters and errors of two results; a parameter that only one model has stands alone. */
export function rowsOf(a: Outcome, b: Outcome): Row[] {
  const symbols = [
    ...new Set([a, b].flatMap(({ model }) => model.parameters.map((p) => p.symbol))),
  ];
  const row = (name: string, text: (outcome: Outcome) => string): Row => {
    return { name, texts: [text(a), text(b)] };
  };
  return [
    ...symbols.map((symbol) => row(symbol, (outcome) => parameterText(outcome, symbol))),
    row('RMSE', ({ diagnostics: { volatility } }) =>
      volatility ? basisPointSize(volatility.rmse) : NONE,
    ),
    row('Price RMSE', ({ diagnostics: { price } }) => (price ? sizeText(price.rmse) : NONE)),
    row('Inside bid–ask', ({ diagnostics: { spread } }) =>
      spread ? `${spread.inside} of ${spread.quotes}` : NONE,
    ),
    row('AIC', ({ diagnostics: { criteria } }) => (criteria ? fixed(criteria.aic, 0) : NONE)),
    row('BIC', ({ diagnostics: { criteria } }) => (criteria ? fixed(criteria.bic, 0) : NONE)),
    row('Verdict', ({ diagnostics }) => (isPoor(diagnostics) ? 'misses the quotes' : 'fits')),
  ];
}

function parameterText({ model, fit, calibration }: Outcome, symbol: string): string {
  const i = model.parameters.findIndex((spec) => spec.symbol === symbol);
  const spec = model.parameters[i];
  const value = fit.parameters[i];
  if (!spec || value === undefined) return '';
  const uncertainty = calibration.refinement?.uncertainties[i];
  const known = uncertainty && knownByFit(uncertainty);
  const decimals = parameterDecimals(value, spec, known);
  const text = fixed(value, decimals);
  if (!known) return text;
  if (known.identification === 'not identified') return `${text}, not identified`;
  return `${text} ${plusMinus(known, decimals)}`;
}
