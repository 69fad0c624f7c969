/** √(Σx²/n), also of numbers whose squares leave the range of doubles; NaN of none. */
export function rootMeanSquare(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = largest > 0 && largest < Number.POSITIVE_INFINITY ? largest : 1;
  const squares = values.reduce((sum, value) => sum + (value / unit) ** 2, 0);
  return unit * Math.sqrt(squares / values.length);
}
