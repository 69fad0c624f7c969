/** How numbers are written on the grid and beside it. */

/** The fewest decimals, of `least` to `most`, that show every value as it is. */
export function decimalsFor(values: readonly number[], least: number, most: number): number {
  for (let decimals = least; decimals < most; decimals++) {
    if (values.every((value) => Math.abs(Number(value.toFixed(decimals)) - value) < 1e-9)) {
      return decimals;
    }
  }
  return most;
}

/** Fixed decimals with a real minus sign, and none before a zero. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** {@link fixed} with a sign before every number but zero. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}
