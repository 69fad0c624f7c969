import { useMemo } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import styles from '../../components/data-table.module.css';
import { MatrixTable } from '../../components/matrix-table.tsx';
import { fixed, NONE } from '../../format/numbers.ts';
import { priceDecimals } from '../../format/quotes.ts';
import { quoteMarks } from './marks.ts';
import type { Quantity } from './sheet.ts';

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
  const marks = useMemo(() => quoteMarks(surface, fit, quantity), [surface, fit, quantity]);
  const decimals = quantity === 'price' ? priceDecimals(surface.spot) : 2;
  const texts = (side: 'market' | 'model') => {
    const all = new Array<string>(surface.prices.length).fill(NONE);
    for (const mark of marks) {
      const value = mark[side];
      const cell = mark.strike * surface.maturities.length + mark.maturity;
      if (value !== undefined) all[cell] = fixed(value, decimals);
    }
    return all;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className={styles.tables} tabIndex={0}>
      {SIDES.filter(([side]) => fit || side === 'market').map(([side, title]) => (
        <MatrixTable
          key={side}
          surface={surface}
          caption={`${title} ${quantity === 'price' ? 'call price' : 'volatility, %'}`}
          values={texts(side)}
        />
      ))}
    </div>
  );
}
