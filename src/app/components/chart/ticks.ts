/** The distance 1, 2 or 5 × 10ⁿ that cuts `span` > 0 into at most `most` pieces. */
export function niceStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5].find((multiple) => multiple * power * most >= span * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** The nice multiples inside [low, high], at most `most` + 1 of them. */
export function ticksWithin(low: number, high: number, most: number): number[] {
  if (!(high > low)) return [low];
  const step = niceStep(high - low, most);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * step, step));
}

/**
 * The least interval between nice multiples that holds all values and spans `least` > 0, under
 * which a difference means nothing.
 */
export function niceDomain(
  values: readonly number[],
  most: number,
  least: number,
): [number, number] {
  if (values.length === 0) return [0, least];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = Math.max(high - low, least);
  const middle = (high + low) / 2;
  const step = niceStep(span, most);
  const from = Math.floor((middle - span / 2) / step + 1e-9);
  const to = Math.ceil((middle + span / 2) / step - 1e-9);
  return [rounded(from * step, step), rounded(to * step, step)];
}

/** Decimals that tell the ticks apart. */
export function tickDecimals(ticks: readonly number[]): number {
  const [first, second] = ticks;
  // A tick alone has nothing to be told from.
  if (first === undefined || second === undefined) return 0;
  const step = second - first;
  return Math.min(Math.max(-Math.floor(Math.log10(step) + 1e-9), 0), 8);
}

/** Multiples of 0.1 such as 0.30000000000000004 without their tail. */
function rounded(value: number, step: number): number {
  const decimals = Math.min(Math.max(1 - Math.floor(Math.log10(step)), 0), 20);
  return Number(value.toFixed(decimals));
}
