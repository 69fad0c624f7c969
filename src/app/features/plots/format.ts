import type { CellVolatility } from '../../../calibration/report/fit.ts';

/** Stands where there is no number. */
export const NONE = '–';

const NBSP = '\u00a0';

/** `decimals` digits after the mark, a true minus sign, and no sign on zero. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Like {@link fixed} with a plus sign, for differences. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return text.startsWith('−') || Number(text) === 0 ? text : `+${text}`;
}

/** 0.1984 → `19.84 %`. */
export function percent(volatility: number): string {
  return `${fixed(100 * volatility, 2)}${NBSP}%`;
}

/** A tenth of a basis point as long as it is two digits or less. */
export function basisPoints(value: number, withSign = true): string {
  const decimals = Math.abs(value) < 9.95 ? 1 : 0;
  return `${withSign ? signed(value, decimals) : fixed(value, decimals)}${NBSP}bp`;
}

/** Decimals of a price: a hundredth of a basis point of the spot, so four at a spot of 100. */
export function priceDecimals(spot: number): number {
  return Math.min(Math.max(6 - Math.ceil(Math.log10(spot)), 0), 8);
}

/**
 * Decimals of strikes or maturities: none of whole numbers, else two at least, and two digits of
 * the least step.
 */
export function axisDecimals(values: readonly number[]): number {
  if (values.every(Number.isInteger)) return 0;
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  return Math.min(Math.max(1 - Math.floor(Math.log10(Math.min(...steps))), 2), 6);
}

/** Short labels that tell strikes or maturities apart. */
export function distinctLabels(values: readonly number[]): string[] {
  const decimals = axisDecimals(values);
  const labels = values.map((value) => value.toFixed(decimals));
  return new Set(labels).size === labels.length ? labels : values.map(String);
}

/** A forward price, to a cent or to the strikes' own decimals. */
export function forwardText(forward: number, strikes: readonly number[]): string {
  return fixed(forward, Math.max(axisDecimals(strikes), 2));
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
