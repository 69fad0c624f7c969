import type { Calibration } from '../service.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Fit } from './fit.ts';

/** Further off than a noise of 1 % in the quotes explains: the inputs or the model are wrong. */
const POOR_BP = 200;

/** Whether the model misses the quotes by more than noise explains. */
export function isPoor({ volatilityError }: Pick<Fit, 'volatilityError'>): boolean {
  return volatilityError !== undefined && volatilityError.rmse > POOR_BP;
}

/** The calibration in one sentence: how many quotes are fitted how well, and what they tell. */
export function verdict(fit: Fit, calibration: Calibration, diagnostics: Diagnostics): string {
  return `${fitClause(fit, diagnostics)}${identificationClause(fit, calibration)}.`;
}

function fitClause(fit: Fit, { quotes, volatility, price, spread }: Diagnostics): string {
  const { title } = fit.model;
  const inside =
    spread && spread.quotes === quotes ? `, ${spread.inside} of them inside bid–ask` : '';
  if (volatility === undefined) {
    return `${title} fits ${quotes} quotes to ${significant(price?.rmse ?? Number.NaN)} in price${inside}; no quote has an implied volatility`;
  }
  const rmse = `${significant(volatility.rmse)} bp`;
  return isPoor(fit)
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
  if (pinned.length > 0) parts.push(`${list(pinned)} ${are(pinned)} pinned`);
  if (loose.length > 0) parts.push(`${list(loose)} only`);
  if (lost.length > 0) parts.push(`${list(lost)} ${are(lost)} not identified`);
  return `; ${parts.join('; ')}`;
}

/** Two significant digits, whole numbers from 10 on. */
export function significant(value: number): string {
  if (Math.abs(value) >= 10) return value.toFixed(0);
  return String(Number(value.toPrecision(2)));
}

function are(items: readonly string[]): string {
  return items.length === 1 ? 'is' : 'are';
}

function list(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
