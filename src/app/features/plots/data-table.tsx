import type { Surface } from '../../../calibration/quotes/surface.ts';
import type { CellVolatility } from '../../../calibration/report/fit.ts';
import { basisPoints, fixed, NONE, percent, signed } from '../../format/numbers.ts';
import { distinctLabels, priceDecimals } from '../../format/quotes.ts';
import { type CellView, levelOf, type Quantity, type QuoteView, residualOf } from './cells.ts';
import styles from './data-table.module.css';
import { residualText, type View } from './sentences.ts';

/** A smile as a table: one row a strike, market, model and difference. */
function SliceTable({
  surface,
  slice,
  caption,
}: {
  surface: Surface;
  slice: readonly QuoteView[];
  caption: string;
}) {
  const strikes = distinctLabels(surface.strikes);
  const decimals = priceDecimals(surface.spot);
  const volatility = (found: CellVolatility | undefined) =>
    found?.ok ? percent(found.volatility) : NONE;
  const hasSpreads = slice.some(({ quote }) => quote.spread);
  const optional = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? NONE : write(value);
  const price = (value: number) => fixed(value, decimals);
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Strike</th>
          {surface.puts && <th scope="col">Type</th>}
          <th scope="col">ln K/F</th>
          <th scope="col">Market vol</th>
          <th scope="col">Model vol</th>
          <th scope="col">Difference</th>
          {hasSpreads && <th scope="col">Bid</th>}
          {hasSpreads && <th scope="col">Ask</th>}
          <th scope="col">Market price</th>
          <th scope="col">Model price</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {slice.map(({ strike, index, logMoneyness, quote }) => (
          <tr key={strike}>
            <th scope="row">{strikes[index.strike]}</th>
            {surface.puts && <td>{quote.type}</td>}
            <td>{signed(logMoneyness, 4)}</td>
            <td>{volatility(quote.market.volatility)}</td>
            <td>{volatility(quote.model?.volatility)}</td>
            <td>{optional(quote.volatilityResidual, basisPoints)}</td>
            {hasSpreads && <td>{optional(quote.spread?.bid.price, price)}</td>}
            {hasSpreads && <td>{optional(quote.spread?.ask.price, price)}</td>}
            <td>{price(quote.market.price)}</td>
            <td>{optional(quote.model?.price, price)}</td>
            <td>{optional(quote.priceResidual, (value) => signed(value, decimals))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A heat map as a table: strikes down, maturities across. */
function MatrixTable({
  surface,
  caption,
  values,
}: {
  surface: Surface;
  caption: string;
  /** Strike-major, as they are to be read. */
  values: readonly string[];
}) {
  const maturities = distinctLabels(surface.maturities);
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
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
            {maturities.map((maturity, column) => (
              <td key={maturity}>{values[row * maturities.length + column]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SIDES = [
  { side: 'market', title: 'Market' },
  { side: 'model', title: 'Model' },
] as const;

/** The numbers behind a view: the slice of a smile, or matrices of the whole surface. */
export function DataTables({
  view,
  quantity,
  surface,
  cells,
  slice,
}: {
  view: View;
  quantity: Quantity;
  surface: Surface;
  cells: readonly CellView[];
  slice: readonly QuoteView[];
}) {
  const unit = quantity === 'price' ? 'price' : 'volatility';
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
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className={styles.tables} tabIndex={0}>
      {view === 'surface' &&
        SIDES.map(({ side, title }) => (
          <MatrixTable
            key={side}
            surface={surface}
            caption={`${title} ${unit}${quantity === 'price' ? '' : ', %'}`}
            values={cells.map((cell) => level(cell, side))}
          />
        ))}
      {view === 'residuals' && (
        <MatrixTable
          surface={surface}
          caption={`Model − market, ${unit}`}
          values={cells.map(residual)}
        />
      )}
      {(view === 'smile' || view === 'price') && (
        <SliceTable
          surface={surface}
          slice={slice}
          caption={slice[0] ? `Maturity ${slice[0].maturity.toPrecision(4)} years` : 'No quotes'}
        />
      )}
    </div>
  );
}
