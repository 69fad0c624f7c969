import type { Refinement } from '../../../calibration/refine/refinement.ts';
import type { SchoutensErrors } from '../../../calibration/report/diagnostics.ts';
import type { ErrorSummary, Fit } from '../../../calibration/report/fit.ts';
import { marked } from '../../format/decimal-mark.ts';
import { basisPointSize, duration, sizeText } from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';

/** The cell of an error's largest residual. */
export function placeText({ strike, maturity }: ErrorSummary, { surface }: Fit): string {
  const strikes = distinctLabels(surface.strikes);
  const maturities = distinctLabels(surface.maturities);
  return `at ${strikes[strike] ?? ''} × ${maturities[maturity] ?? ''}`;
}

/** Schoutens' four measures: name, value, and what it is. */
export function schoutensRows(
  errors: SchoutensErrors,
): ReadonlyArray<readonly [string, string, string]> {
  return [
    ['APE', share(errors.ape), 'mean absolute error as a share of the mean price'],
    ['AAE', sizeText(errors.aae), 'mean absolute error in price'],
    ['ARPE', share(errors.arpe), 'mean of error over price: cheap quotes count as much'],
    ['RMSE', sizeText(errors.rmse), 'root mean square error in price'],
  ];
}

function share(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const percent = 100 * value;
  return marked(`${percent >= 10 ? percent.toFixed(1) : Number(percent.toPrecision(2))}\u00a0%`);
}

/** How the fit was found, in one sentence. */
export function effortText({ iterations, starts, reason, ms }: Refinement): string {
  const from =
    starts === 1
      ? 'from the network’s answer'
      : `from the network’s answer and ${starts - 1} other ${starts === 2 ? 'start' : 'starts'}`;
  const count = `${iterations} ${iterations === 1 ? 'step' : 'steps'}`;
  return `${count} of least squares ${from} in ${duration(ms)}. ${reasons[reason]}`;
}

const reasons: Readonly<Record<Refinement['reason'], string>> = {
  converged: 'It stopped where no step lowers the errors any more.',
  exact: 'It stopped where the errors vanish to rounding.',
  'iteration limit': 'It was stopped before it converged: a better fit may exist nearby.',
};

/**
 * How far the network's answer lies from the fit.
 * @param usual what 95 % of the network's own test surfaces keep within, in basis points
 */
export function networkText(distance: number | undefined, usual: number | undefined): string {
  if (distance === undefined) return 'The network’s answer cannot be compared in volatility.';
  const lies = `The network’s answer lies ${basisPointSize(distance)} from the fit`;
  if (usual === undefined) return `${lies}.`;
  return `${lies}; on 95\u00a0% of its own test surfaces it is within ${basisPointSize(usual)}.`;
}
