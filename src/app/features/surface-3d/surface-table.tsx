import { useMemo } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import { fixed, NONE } from '../../format/numbers.ts';
import { distinctLabels, priceDecimals } from '../../format/quotes.ts';
import { quoteMarks } from './marks.ts';
import type { Quantity } from './sheet.ts';
import styles from './surface-3d.module.css';

interface SurfaceTableProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly quantity: Quantity;
}

const SIDES = [
  ['market', 'Market'],
  ['model', 'Model'],
] as const;

/** The picture in numbers: strikes down, maturities across, the market and then the model. */
export function SurfaceTable({ surface, fit, quantity }: SurfaceTableProps) {
  const cells = useMemo(() => {
    const width = surface.maturities.length;
    const marks = quoteMarks(surface, fit, quantity);
    return new Map(marks.map((mark) => [mark.strike * width + mark.maturity, mark]));
  }, [surface, fit, quantity]);
  const maturities = distinctLabels(surface.maturities);
  const decimals = quantity === 'price' ? priceDecimals(surface.spot) : 2;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className={styles.tables} tabIndex={0}>
      {SIDES.filter(([side]) => fit || side === 'market').map(([side, title]) => (
        <table key={side} className={styles.table}>
          <caption>
            {title} {quantity === 'price' ? 'call price' : 'volatility, %'}
          </caption>
          <thead>
            <tr>
              <th scope="col">Strike</th>
              {maturities.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {distinctLabels(surface.strikes).map((label, row) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {maturities.map((maturity, column) => {
                  const value = cells.get(row * maturities.length + column)?.[side];
                  return (
                    <td key={maturity}>{value === undefined ? NONE : fixed(value, decimals)}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
