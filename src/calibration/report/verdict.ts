import type { Calibration } from '../service.ts';
import { enumeration } from '../words.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Fit } from './fit.ts';

/** Further off than a noise of 1 % in the quotes explains: the inputs or the model are wrong. */
const POOR_BP = 200;
/** With a bid and ask at every quote, so is what leaves most of them by more than this. */
const POOR_OUTSIDE_BP = 25;

/** Whether the model misses the quotes by more than noise explains. */
export function isPoor({ quotes, volatility, spread }: Diagnostics): boolean {
  if (volatility === undefined) return false;
  const isOutside = spread?.quotes === quotes && spread.inside < quotes / 2;
  return volatility.rmse > (isOutside ? POOR_OUTSIDE_BP : POOR_BP);
}

/** The calibration in one sentence: how many quotes are fitted how well, and what they tell. */
export function verdict(fit: Fit, calibration: Calibration, diagnostics: Diagnostics): string {
  // What quotes tell of a model that misses them is not worth a sentence.
  const known = isPoor(diagnostics) ? '' : identificationClause(fit, calibration);
  return `${fitClause(fit, diagnostics)}${known}.`;
}

function fitClause(fit: Fit, diagnostics: Diagnostics): string {
  const { title } = fit.model;
  const { quotes, volatility, price, spread } = diagnostics;
  const inside =
    spread && spread.quotes === quotes ? `, ${spread.inside} of them inside bid–ask` : '';
  if (volatility === undefined) {
    const error = significant(price?.rmse ?? Number.NaN);
    return `${title} is ${error} in price off ${quotes} quotes${inside}, none of which has a usable volatility: check spot, rate and dividends`;
  }
  const rmse = `${significant(volatility.rmse)} bp`;
  return isPoor(diagnostics)
    ? `${title} misses ${quotes} quotes by ${rmse} of volatility${inside}: check spot, rate and dividends, or try another model`
    : `${title} fits ${quotes} quotes to ${rmse}${inside}`;
}

function identificationClause({ model }: Fit, { refinement }: Calibration): string {
  if (!refinement) return '';
  const clauses = { pinned: [] as string[], loose: [] as string[], lost: [] as string[] };
  model.parameters.forEach(({ symbol }, i) => {
    const known = refinement.uncertainties[i];
    if (!known) return;
    const half = `${symbol} to ±${significant((known.interval[1] - known.interval[0]) / 2)}`;
    if (known.identification === 'pinned') clauses.pinned.push(half);
    else if (known.identification === 'loose') clauses.loose.push(half);
    else clauses.lost.push(symbol);
  });
  const { pinned, loose, lost } = clauses;
  if (pinned.length === model.parameters.length) {
    return `; all ${pinned.length} parameters are pinned`;
  }
  const parts: string[] = [];
  if (pinned.length > 0) parts.push(`${enumeration(pinned)} ${are(pinned)} pinned`);
  if (loose.length > 0) parts.push(`${enumeration(loose)} only`);
  if (lost.length > 0) parts.push(`${enumeration(lost)} ${are(lost)} not identified`);
  return `; ${parts.join('; ')}`;
}

/** Two significant digits, whole numbers from 10 on. */
function significant(value: number): string {
  if (Math.abs(value) >= 9.95) return value.toFixed(0);
  return value < 1e-6 ? String(Number(value.toPrecision(2))) : value.toPrecision(2);
}

function are(items: readonly string[]): string {
  return items.length === 1 ? 'is' : 'are';
}
