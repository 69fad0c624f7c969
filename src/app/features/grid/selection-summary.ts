import { fixed, signed } from '../../format/numbers.ts';
import { axisDecimals, gridDecimals } from '../../format/quotes.ts';
import { boxSize, cellsOf, type GridRange, selectedBox } from '../../state/grid-range.ts';
import { isPrice, type Shown } from './grid-edits.ts';

/** A selection in words: `3 × 4 cells` and `mean 2.34 · 1.20 to 3.05`, in the unit of the view. */
export interface SelectionSummary {
  readonly cells: string;
  /** Empty where nothing selected has a number. */
  readonly values: string;
}

export function selectionSummary(shown: Shown, range: GridRange): SelectionSummary {
  const box = selectedBox(range, range.anchor);
  const { rows, columns } = boxSize(box);
  const { surface } = shown.document;
  const { strikes, maturities } = surface;
  const ofPrices = isPrice(range.anchor);
  const numbers = cellsOf(box).flatMap(({ row, column }) => {
    const value = ofPrices
      ? shown.faces[row * maturities.length + column]?.value
      : row < 0
        ? maturities[column]
        : strikes[row];
    return value === undefined ? [] : [value];
  });
  const cells = ofPrices
    ? `${rows} × ${columns} cells`
    : `${numbers.length} ${range.anchor.row < 0 ? 'maturities' : 'strikes'}`;
  if (numbers.length === 0) return { cells, values: 'without a number' };
  let [least, greatest, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of numbers) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    sum += value;
  }
  const text = ofPrices ? numberText(shown) : axisText(range.anchor.row < 0 ? maturities : strikes);
  const counted = numbers.length < rows * columns ? `${numbers.length} with a number · ` : '';
  const mean = ofPrices ? `mean ${text(sum / numbers.length)} · ` : '';
  const unit = ofPrices ? UNITS[shown.view] : '';
  return { cells, values: `${counted}${mean}${text(least)} to ${text(greatest)}${unit}` };
}

const UNITS = { price: '', timeValue: '', volatility: '\u00a0%', residual: '\u00a0bp' } as const;

function numberText({ view, document }: Shown): (value: number) => string {
  if (view === 'volatility') return (value) => fixed(value, 2);
  if (view === 'residual') return (value) => signed(value, Math.abs(value) < 9.95 ? 1 : 0);
  const decimals = gridDecimals(document.surface);
  return (value) => fixed(value, decimals);
}

function axisText(values: readonly number[]): (value: number) => string {
  const decimals = axisDecimals(values);
  return (value) => fixed(value, decimals);
}
