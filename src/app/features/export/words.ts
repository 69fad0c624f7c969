import type { Fit } from '../../../calibration/report/fit.ts';
import { isoDate, plainTitle } from '../../exchange/file-name.ts';
import { fixed, leadingDecimals } from '../../format/numbers.ts';

/** Digits of a parameter under a picture: what its file has in full stands in the report. */
const DIGITS = 4;
const MOST_DECIMALS = 6;

/**
 * What stands under a picture: model with parameters, whose quotes, when and by what it was drawn.
 * @param isTried the parameters were moved by hand
 */
export function sourceLine(
  fit: Fit | undefined,
  title: string,
  date: Date,
  isTried: boolean,
): string {
  const parameters = fit?.model.parameters.map(({ symbol }, i) => {
    const value = fit.parameters[i] ?? Number.NaN;
    return `${symbol}\u00a0${fixed(value, Math.min(leadingDecimals(value, DIGITS), MOST_DECIMALS))}`;
  });
  const tried = isTried ? ' (moved by hand)' : '';
  const model = fit ? [`${fit.model.title} ${parameters?.join(' ') ?? ''}${tried}`] : [];
  return [...model, plainTitle(title), isoDate(date), 'Lévy Calibration'].join(' · ');
}
