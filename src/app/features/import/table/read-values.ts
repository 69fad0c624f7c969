import type { Problem } from '../../../../calibration/quotes/surface.ts';
import { priceTrouble } from '../number-cell.ts';
import { type DecimalMark, isUnquoted } from '../number-format.ts';
import type { ValueKind } from '../reading-options.ts';
import { shortNumber } from '../words.ts';
import type { AxisName } from './table-axis.ts';
import type { TableGrid } from './table-grid.ts';
import type { Layout } from './table-layout.ts';
import { volatilityTrouble } from './volatility-prices.ts';

interface AxisOrder {
  readonly values: readonly number[];
  readonly reversed: boolean | undefined;
}

/**
 * Strike-major prices or volatilities, undefined where a cell is empty, and each cell that is
 * neither.
 */
export function readValues(
  grid: TableGrid,
  layout: Layout,
  mark: DecimalMark,
  axes: { readonly strikes: AxisOrder; readonly maturities: AxisOrder },
  kind: ValueKind,
): { values: Array<number | undefined>; problems: Problem[] } {
  const { strikes, maturities } = layout;
  const values = new Array<number | undefined>(strikes * maturities).fill(undefined);
  const problems: Problem[] = [];
  for (let i = 0; i < strikes; i++) {
    for (let j = 0; j < maturities; j++) {
      const { text, value, row, column } = grid.price(i, j);
      if (text === undefined || isUnquoted(text)) continue;
      const cell = {
        strike: axes.strikes.reversed ? strikes - 1 - i : i,
        maturity: axes.maturities.reversed ? maturities - 1 - j : j,
      };
      const trouble =
        kind === 'price' || value === undefined
          ? priceTrouble(text, mark)
          : volatilityTrouble(value, kind);
      if (trouble === undefined) {
        values[maturities * cell.strike + cell.maturity] = value || 0;
        continue;
      }
      const strike = label('strike', axes.strikes.values[cell.strike]);
      const maturity = label('maturity', axes.maturities.values[cell.maturity]);
      const [down, across] = layout.transposed ? [maturity, strike] : [strike, maturity];
      problems.push({ message: `Row ${row}${down}, column ${column}${across}: ${trouble}`, cell });
    }
  }
  return { values, problems };
}

function label(name: AxisName, value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : ` (${name} ${shortNumber(value)})`;
}
