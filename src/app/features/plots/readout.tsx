import { forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import {
  basisPointSize,
  basisPoints,
  fixed,
  NONE,
  percent,
  signed,
  signedSize,
  sizeText,
} from '../../format/numbers.ts';
import { distinctLabels, forwardText, priceDecimals } from '../../format/quotes.ts';
import type { CellView, Quote } from './cells.ts';
import styles from './readout.module.css';
import { errorOf, noVolatility } from './sentences.ts';

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
  const reason = props.cell && missing(props.cell);
  return (
    <output
      className={styles.readout}
      data-wide={entries.length > 5 || undefined}
      data-spreads={props.surface.spreads !== undefined || undefined}
      aria-label={props.cell ? 'Values at the crosshair' : 'Fit'}
    >
      {entries.map((entry) => (
        <span key={entry.name} className={styles.entry}>
          <span className={styles.entryName}>{entry.name}</span>
          <span>{entry.first}</span>
          <span>{entry.second}</span>
        </span>
      ))}
      {reason && <span className={styles.reason}>{reason}</span>}
    </output>
  );
}

/** Why the cell shows no volatility, if it shows none. */
function missing({ quote }: CellView): string | undefined {
  if (!quote || quote.market.volatility.ok) return undefined;
  return noVolatility(quote.market.volatility);
}

function cellEntries({ index, logMoneyness, quote }: CellView, surface: Surface): Entry[] {
  const decimals = priceDecimals(surface.spot);
  const label = (values: readonly number[], at: number) => distinctLabels(values)[at] ?? '';
  const place = [
    {
      name: 'Strike',
      first: label(surface.strikes, index.strike),
      second: `ln K/F ${signed(logMoneyness, 3)}`,
    },
    {
      name: 'Maturity',
      first: `${label(surface.maturities, index.maturity)} y`,
      second: `F ${forwardText(forwardPrice(surface, index.maturity), surface.strikes)}`,
    },
  ];
  if (!quote) return [...place, { name: 'Market', first: 'not quoted', second: NONE }];
  const half = (name: string, side: Quote['model']): Entry => ({
    name,
    first: side?.volatility.ok ? percent(side.volatility.volatility) : NONE,
    second: side ? fixed(side.price, decimals) : NONE,
  });
  const { market, spread, model, volatilityResidual, priceResidual, type } = quote;
  return [
    ...place,
    half(type === 'put' ? 'Market, put' : 'Market', market),
    ...(surface.spreads ? [bidAsk(spread, decimals)] : []),
    half('Model', model),
    {
      name: 'Model − market',
      first: volatilityResidual === undefined ? NONE : basisPoints(volatilityResidual),
      second: priceResidual === undefined ? NONE : signed(priceResidual, decimals),
    },
  ];
}

function bidAsk(spread: Quote['spread'], decimals: number): Entry {
  const name = 'Bid – ask';
  if (!spread) return { name, first: NONE, second: NONE };
  const { bid, ask } = spread;
  const volatility = (side: typeof bid) =>
    side.volatility === undefined ? NONE : fixed(100 * side.volatility, 2);
  return {
    name,
    first: `${volatility(bid)} – ${volatility(ask)}`,
    second: `${fixed(bid.price, decimals)} – ${fixed(ask.price, decimals)}`,
  };
}

function fitEntries({ surface, fit, maturity }: ReadoutProps): Entry[] {
  const strikes = distinctLabels(surface.strikes);
  const maturities = distinctLabels(surface.maturities);
  const at = maturities[maturity] ?? '';
  const rmse = (name: string, only?: number): Entry => {
    const volatility = fit && errorOf(fit, 'volatility', only);
    const price = fit && errorOf(fit, 'price', only);
    return {
      name,
      first: volatility ? basisPointSize(volatility.rmse) : NONE,
      second: price ? sizeText(price.rmse) : NONE,
    };
  };
  const largest = (name: string, only?: number): Entry => {
    const error = fit && errorOf(fit, 'volatility', only);
    if (!error) return { name, first: NONE, second: NONE };
    const strike = strikes[error.strike] ?? '';
    const place =
      only === undefined ? `${strike} × ${maturities[error.maturity] ?? ''}` : `K ${strike}`;
    return { name, first: `${signedSize(error.largest)}\u00a0bp`, second: place };
  };
  return [
    {
      name: 'Maturity',
      first: `${at} y`,
      second: `F ${forwardText(forwardPrice(surface, maturity), surface.strikes)}`,
    },
    rmse('RMSE', maturity),
    largest('Largest', maturity),
    rmse('RMSE, all'),
    largest('Largest, all'),
  ];
}
