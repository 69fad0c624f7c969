import type { Surface } from '../../../calibration/surface.ts';
import { type CellView, levelOf, type Quantity, residualOf } from './cells.ts';
import styles from './data-table.module.css';
import {
  basisPoints,
  distinctLabels,
  fixed,
  NONE,
  percent,
  priceDecimals,
  signed,
} from './format.ts';
import { residualText, type View } from './sentences.ts';

/** A smile as a table: one row a strike, market, model and difference. */
function SliceTable({
  surface,
  slice,
  caption,
}: {
  surface: Surface;
  slice: readonly CellView[];
  caption: string;
}) {
  const strikes = distinctLabels(surface.strikes);
  const decimals = priceDecimals(surface.spot);
  const volatility = (half: CellView['model']) =>
    half?.volatility.ok ? percent(half.volatility.volatility) : NONE;
  const optional = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? NONE : write(value);
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Strike</th>
          <th scope="col">ln K/F</th>
          <th scope="col">Market vol</th>
          <th scope="col">Model vol</th>
          <th scope="col">Difference</th>
          <th scope="col">Market price</th>
          <th scope="col">Model price</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {slice.map((cell) => (
          <tr key={cell.strike}>
            <th scope="row">{strikes[cell.index.strike]}</th>
            <td>{signed(cell.logMoneyness, 4)}</td>
            <td>{volatility(cell.market)}</td>
            <td>{volatility(cell.model)}</td>
            <td>{optional(cell.volatilityResidual, basisPoints)}</td>
            <td>{fixed(cell.market.price, decimals)}</td>
            <td>{optional(cell.model?.price, (value) => fixed(value, decimals))}</td>
            <td>{optional(cell.priceResidual, (value) => signed(value, decimals))}</td>
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
  slice: readonly CellView[];
}) {
  const unit = quantity === 'price' ? 'price' : 'volatility';
  const residual = (cell: CellView) => {
    const value = residualOf(cell, quantity);
    return value === undefined ? NONE : residualText(value, quantity, surface.spot);
  };
  const level = (cell: CellView, side: 'market' | 'model') => {
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
          caption={`Maturity ${slice[0]?.maturity.toPrecision(4) ?? ''} years`}
        />
      )}
    </div>
  );
}
