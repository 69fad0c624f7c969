import type { Fit } from '../../../calibration/fit.ts';
import type { Calibration } from '../../../calibration/service.ts';
import type { Interval, LevyModel, ParameterSpec } from '../../../levy/model.ts';
import { fixed } from '../plots/format.ts';

/** Decimals that tell a parameter apart at about 1/5000 of its training range. */
function parameterDecimals({ min, max }: Interval): number {
  return Math.max(4 - Math.max(Math.round(Math.log10(max - min)), 0), 1);
}

/** A parameter as it is read: fixed decimals and a real minus sign. */
export function parameterText(value: number, range: Interval): string {
  return fixed(value, parameterDecimals(range));
}

/** A bound of a range, as short as it can be. */
export function boundText(value: number): string {
  return String(value).replace('-', '−');
}

/** Where a value lies in its range, 0 to 1, held inside. */
export function share(value: number, { min, max }: Interval): number {
  return Math.min(Math.max((value - min) / (max - min), 0), 1);
}

/** The fit in one sentence; `atEdge` as the calibration has it. */
export function verdict(fit: Fit, atEdge: readonly string[]): string {
  const prices = `${fit.surface.prices.length} prices`;
  const { volatilityError, priceError } = fit;
  if (volatilityError !== undefined) {
    const rmse = significant(volatilityError.rmse);
    if (isPoor(fit)) {
      const advice =
        atEdge.length > 0
          ? 'They may lie beyond what the network knows.'
          : 'Check spot and rate, or try another model.';
      return `${fit.model.title} misses these prices by ${rmse} bp of volatility (RMSE). ${advice}`;
    }
    return `${fit.model.title} fits ${prices} with an RMSE of ${rmse} bp of volatility.`;
  }
  const rmse = priceError === undefined ? '–' : significant(priceError.rmse);
  return `${fit.model.title} fits ${prices} with an RMSE of ${rmse} in price. No quote has an implied volatility.`;
}

/** Further off than a noise of 1 % in the quotes explains: the inputs or the model are wrong. */
export function isPoor({ volatilityError }: Fit): boolean {
  return volatilityError !== undefined && volatilityError.rmse > 200;
}

/** Two significant digits, whole numbers from 10 on. */
export function significant(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2);
}

/** What it means that a parameter lies at or beyond an end of its training range. */
export function edgeMessage(value: number, spec: ParameterSpec): string {
  const { min, max } = spec.range;
  const upper = value - min > max - value;
  const end = upper ? `upper end (${boundText(max)})` : `lower end (${boundText(min)})`;
  const hair = 1e-6 * (max - min);
  if (value > max + hair || value < min - hair) {
    return `Beyond the ${end} of what the network knows: take it as a rough guide.`;
  }
  return `At the ${end} of what the network knows: the best value may lie beyond.`;
}

/** The parameters in full precision, for the clipboard: names as in the REST contract. */
export function parametersJson(model: LevyModel, calibration: Calibration): string {
  const parameters = Object.fromEntries(
    model.parameters.map(({ key }, i) => [key, calibration.parameters[i]]),
  );
  return JSON.stringify({ model_name: model.name, parameters }, null, 2);
}
