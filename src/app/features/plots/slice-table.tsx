import { useMemo } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { curveBand } from '../../../calibration/report/curve-band.ts';
import type { CellVolatility, Fit } from '../../../calibration/report/fit.ts';
import styles from '../../components/data-table.module.css';
import { basisPointSize, basisPoints, fixed, NONE, percent, signed } from '../../format/numbers.ts';
import { distinctLabels, priceDecimals } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import type { QuoteView } from './cells.ts';

interface SliceTableProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly outcome: Outcome | undefined;
  readonly maturity: number;
  readonly slice: readonly QuoteView[];
  readonly caption: string;
}

/** A smile as a table: one row a strike, market, model and difference. */
export function SliceTable(props: SliceTableProps) {
  const { surface, slice, caption } = props;
  const band = useBand(props);
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
          {band && <th scope="col">95 % ±</th>}
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
            {band && <td>{optional(band.get(strike), basisPointSize)}</td>}
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

/** Half the width of the 95 % interval of the model's volatility at the quoted strikes, in bp. */
function useBand({ surface, fit, outcome, maturity, slice }: SliceTableProps) {
  return useMemo(() => {
    const refinement = outcome?.calibration.refinement;
    if (!fit || outcome?.fit !== fit || !refinement) return undefined;
    const points = slice.map(({ strike, quote }) => {
      const found = quote.model?.volatility;
      return { strike, volatility: found?.ok ? found.volatility : undefined };
    });
    const band = curveBand(surface, fit.model, refinement, maturity, points);
    if (!band.ok) return undefined;
    return new Map(
      band.points.map(({ strike, volatility }) => [strike, volatility && 1e4 * volatility]),
    );
  }, [surface, fit, outcome, maturity, slice]);
}
