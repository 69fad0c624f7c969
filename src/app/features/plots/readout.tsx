import { type Fit, forwardPrice } from '../../../calibration/fit.ts';
import type { Surface } from '../../../calibration/surface.ts';
import type { CellView } from './cells.ts';
import {
  axisDecimals,
  basisPoints,
  distinctLabels,
  fixed,
  NONE,
  noVolatility,
  percent,
  priceDecimals,
  signed,
} from './format.ts';
import styles from './plots.module.css';
import { errorOf } from './sentences.ts';

/** A column of the readout: a name over a volatility and a price. */
interface Entry {
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

interface ReadoutProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly maturity: number;
  /** The cell under the crosshair. */
  readonly cell: CellView | undefined;
}

/**
 * The numbers under the crosshair, market against model in volatility and price; without one, the
 * errors of the fit. It keeps its place and its size, so that the eye need not follow the pointer.
 */
export function Readout(props: ReadoutProps) {
  const entries = props.cell ? cellEntries(props.cell, props.surface) : fitEntries(props);
  const reason = props.cell && !props.cell.market.volatility.ok && props.cell.market.volatility;
  return (
    <output className={styles.readout} aria-label={props.cell ? 'Values at the crosshair' : 'Fit'}>
      {entries.map((entry) => (
        <span key={entry.name} className={styles.entry}>
          <span className={styles.entryName}>{entry.name}</span>
          <span>{entry.first}</span>
          <span>{entry.second}</span>
        </span>
      ))}
      {reason && <span className={styles.reason}>{noVolatility(reason)}</span>}
    </output>
  );
}

function cellEntries(cell: CellView, surface: Surface): Entry[] {
  const decimals = priceDecimals(surface.spot);
  const label = (values: readonly number[], index: number) => distinctLabels(values)[index] ?? '';
  const half = (name: string, side: CellView['model']): Entry => ({
    name,
    first: side?.volatility.ok ? percent(side.volatility.volatility) : NONE,
    second: side ? fixed(side.price, decimals) : NONE,
  });
  const { volatilityResidual, priceResidual } = cell;
  return [
    {
      name: 'Strike',
      first: label(surface.strikes, cell.index.strike),
      second: `ln K/F ${signed(cell.logMoneyness, 3)}`,
    },
    {
      name: 'Maturity',
      first: `${label(surface.maturities, cell.index.maturity)} y`,
      second: `F ${fixed(forwardPrice(surface, cell.maturity), axisDecimals(surface.strikes))}`,
    },
    half('Market', cell.market),
    half('Model', cell.model),
    {
      name: 'Model − market',
      first: volatilityResidual === undefined ? NONE : basisPoints(volatilityResidual),
      second: priceResidual === undefined ? NONE : signed(priceResidual, decimals),
    },
  ];
}

function fitEntries({ surface, fit, maturity }: ReadoutProps): Entry[] {
  const decimals = priceDecimals(surface.spot);
  const strikes = distinctLabels(surface.strikes);
  const maturities = distinctLabels(surface.maturities);
  const at = maturities[maturity] ?? '';
  const rmse = (name: string, only?: number): Entry => {
    const volatility = fit && errorOf(fit, 'volatility', only);
    const price = fit && errorOf(fit, 'price', only);
    return {
      name,
      first: volatility ? basisPoints(volatility.rmse, false) : NONE,
      second: price ? fixed(price.rmse, decimals) : NONE,
    };
  };
  const largest = (name: string, only?: number): Entry => {
    const error = fit && errorOf(fit, 'volatility', only);
    if (!error) return { name, first: NONE, second: NONE };
    const strike = strikes[error.strike] ?? '';
    const place =
      only === undefined ? `${strike} × ${maturities[error.maturity] ?? ''}` : `K ${strike}`;
    return { name, first: basisPoints(error.largest), second: place };
  };
  return [
    {
      name: 'Maturity',
      first: `${at} y`,
      second: `F ${fixed(forwardPrice(surface, surface.maturities[maturity] ?? Number.NaN), axisDecimals(surface.strikes))}`,
    },
    rmse('RMSE', maturity),
    largest('Largest', maturity),
    rmse('RMSE, all'),
    largest('Largest, all'),
  ];
}
