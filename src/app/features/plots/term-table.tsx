import { forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import styles from '../../components/data-table.module.css';
import { basisPoints, fixed, NONE, percent } from '../../format/numbers.ts';
import { distinctLabels, forwardText } from '../../format/quotes.ts';
import { useMarketTerm, useModelTerm } from './term-view.tsx';

/** The term structure as a table: one row a maturity. */
export function TermTable({ surface, fit }: { surface: Surface; fit: Fit | undefined }) {
  const market = useMarketTerm(surface, fit?.marketVolatilities);
  const model = useModelTerm(fit, surface.maturities);
  const labels = distinctLabels(surface.maturities);
  const level = (value: number | undefined) => (value === undefined ? NONE : percent(value));
  const points = (value: number | undefined) =>
    value === undefined ? NONE : fixed(100 * value, 2);
  const difference = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? NONE : basisPoints(1e4 * (a - b));
  return (
    <table className={styles.table}>
      <caption>
        Volatility at the forward; skew: at 90 % of it less at 110 %, in points. The market’s lie
        between the two nearest quotes, linear in total variance, so above a strongly bent smile.
      </caption>
      <thead>
        <tr>
          <th scope="col">Maturity</th>
          <th scope="col">Forward</th>
          <th scope="col">Market vol</th>
          <th scope="col">Model vol</th>
          <th scope="col">Difference</th>
          <th scope="col">Market skew</th>
          <th scope="col">Model skew</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {market.map(({ maturity, volatility, skew }, t) => (
          <tr key={maturity}>
            <th scope="row">{labels[t]}</th>
            <td>{forwardText(forwardPrice(surface, t), surface.strikes)}</td>
            <td>{level(volatility)}</td>
            <td>{level(model[t]?.volatility)}</td>
            <td>{difference(model[t]?.volatility, volatility)}</td>
            <td>{points(skew)}</td>
            <td>{points(model[t]?.skew)}</td>
            <td>{difference(model[t]?.skew, skew)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
