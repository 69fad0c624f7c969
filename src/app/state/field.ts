/** A cell of the grid counted from 0; row −1 holds the maturities, column −1 the strikes. */
export interface Address {
  readonly row: number;
  readonly column: number;
}

/** A number of the whole surface. */
export type MarketField = 'spot' | 'rate' | 'dividendYield';

/** Whatever of a surface can be typed. */
export type Field = MarketField | Address;

export interface FieldProblem {
  readonly field: Field;
  readonly message: string;
}

/** A text that names the field, for maps and element ids. */
export function fieldKey(field: Field): string {
  return typeof field === 'string' ? field : `${field.row}:${field.column}`;
}
