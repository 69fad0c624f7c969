import type { Fit } from '../../../calibration/report/fit.ts';
import { distinctLabels } from '../../format/quotes.ts';
import { bands, MOST_COLUMNS, MOST_ROWS, spread } from './selection.ts';

/** Residuals as a table of a page's size. */
export interface ResidualRows {
  readonly unit: 'bp' | 'price';
  readonly maturities: readonly string[];
  readonly rows: ReadonlyArray<{
    readonly label: string;
    /** A cell a maturity; undefined where nothing is quoted or nothing can be said. */
    readonly values: ReadonlyArray<number | undefined>;
  }>;
  /** The largest magnitude in the table. */
  readonly largest: number;
  /** Rows are means over neighbouring strikes. */
  readonly isBanded: boolean;
  /** Not every maturity has a column. */
  readonly isPartial: boolean;
}

/**
 * Model − market by strike and maturity: every quote where the page has room for all strikes, else
 * means over bands of them. In basis points of volatility, or in price where no quote has one.
 */
export function residualRows(fit: Fit): ResidualRows {
  const { strikes, maturities } = fit.surface;
  const unit = fit.volatilityError ? 'bp' : 'price';
  const residuals = unit === 'bp' ? fit.volatilityResiduals : fit.priceResiduals;
  const columns = spread(maturities.length, MOST_COLUMNS);
  const strikeLabels = distinctLabels(strikes);
  const maturityLabels = distinctLabels(maturities);
  const rows = bands(strikes.length, MOST_ROWS).map(({ first, last }) => {
    const from = strikeLabels[first] ?? '';
    const label = first === last ? from : `${from}–${strikeLabels[last] ?? ''}`;
    const values = columns.map((column) => {
      const found: number[] = [];
      for (let row = first; row <= last; row++) {
        const residual = residuals[row * maturities.length + column];
        if (residual !== undefined) found.push(residual);
      }
      return found.length === 0
        ? undefined
        : found.reduce((sum, value) => sum + value, 0) / found.length;
    });
    return { label, values };
  });
  const sizes = rows.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0)));
  return {
    unit,
    maturities: columns.map((column) => maturityLabels[column] ?? ''),
    rows,
    largest: Math.max(...sizes),
    isBanded: strikes.length > MOST_ROWS,
    isPartial: maturities.length > columns.length,
  };
}
