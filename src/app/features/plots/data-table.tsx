import type { Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import styles from '../../components/data-table.module.css';
import { MatrixTable } from '../../components/matrix-table.tsx';
import { fixed, NONE } from '../../format/numbers.ts';
import { distinctLabels, priceDecimals } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { type CellView, levelOf, type Quantity, type QuoteView, residualOf } from './cells.ts';
import { residualText, type View } from './sentences.ts';
import { SliceTable } from './slice-table.tsx';
import { TermTable } from './term-table.tsx';

const SIDES = [
  { side: 'market', title: 'Market' },
  { side: 'model', title: 'Model' },
] as const;

interface DataTablesProps {
  readonly view: View;
  readonly quantity: Quantity;
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly outcome: Outcome | undefined;
  readonly maturity: number;
  readonly cells: readonly CellView[];
  readonly slice: readonly QuoteView[];
}

/** The numbers behind a view: the slice of a smile, matrices of the whole surface, or its terms. */
export function DataTables(props: DataTablesProps) {
  const { view, quantity, surface, fit, outcome, maturity, cells, slice } = props;
  const residual = (cell: CellView) => {
    if (!cell.quote) return '';
    const value = residualOf(cell, quantity);
    return value === undefined ? NONE : residualText(value, quantity, surface.spot);
  };
  const level = (cell: CellView, side: 'market' | 'model') => {
    if (!cell.quote) return '';
    const value = levelOf(cell, side, quantity);
    const decimals = quantity === 'price' ? priceDecimals(surface.spot) : 2;
    return value === undefined ? NONE : fixed(value, decimals);
  };
  const at = distinctLabels(surface.maturities)[maturity] ?? '';
  const caption = slice.length > 0 ? `Maturity ${at} years` : 'No quotes';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className={styles.tables} tabIndex={0}>
      {view === 'smiles' &&
        SIDES.map(({ side, title }) => (
          <MatrixTable
            key={side}
            surface={surface}
            caption={`${title} volatility, %`}
            values={cells.map((cell) => level(cell, side))}
          />
        ))}
      {view === 'residuals' && (
        <MatrixTable
          surface={surface}
          caption={`Model − market, ${quantity}`}
          values={cells.map(residual)}
        />
      )}
      {view === 'term' && <TermTable surface={surface} fit={fit} />}
      {(view === 'smile' || view === 'price') && (
        <SliceTable {...{ surface, fit, outcome, maturity, slice, caption }} />
      )}
    </div>
  );
}
