import type { ErrorSummary } from '../../../calibration/report/fit.ts';
import { fixed, signedSize, sizeText } from '../../format/numbers.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import styles from './details.module.css';
import { placeText, schoutensRows } from './words.ts';

/** Size of the residuals and what is derived from it. */
export function ErrorTables({ outcome }: { readonly outcome: Outcome }) {
  const { fit, diagnostics } = outcome;
  const { volatility, price, schoutens } = diagnostics;
  const measures = [...schoutensRows(schoutens), ...fitRows(outcome)];
  return (
    <>
      <table className={styles.table}>
        <caption>Residuals, fit − market</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Quantity</span>
            </th>
            <th scope="col">RMSE</th>
            <th scope="col">Bias</th>
            <th scope="col">Largest</th>
          </tr>
        </thead>
        <tbody>
          <ErrorRow name="Implied volatility" error={volatility} unit={'\u00a0bp'} fit={fit} />
          <ErrorRow name="Price" error={price} unit="" fit={fit} />
        </tbody>
      </table>
      <table className={`${styles.table} ${styles.measures}`}>
        <caption>Measures of the fit</caption>
        <tbody>
          {measures.map(([name, value, meaning]) => (
            <tr key={name + meaning}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td className={styles.meaning}>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ErrorRowProps extends Pick<Outcome, 'fit'> {
  readonly name: string;
  readonly error: ErrorSummary | undefined;
  readonly unit: string;
}

function ErrorRow({ name, error, unit, fit }: ErrorRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {error ? (
        <>
          <td>
            {sizeText(error.rmse)}
            {unit}
          </td>
          <td>
            {signedSize(error.bias)}
            {unit}
          </td>
          <td>
            {signedSize(error.largest)}
            {unit} <span className={styles.place}>{placeText(error, fit)}</span>
          </td>
        </>
      ) : (
        <td colSpan={3}>no quote has one that can be used</td>
      )}
    </tr>
  );
}

function fitRows({ diagnostics }: Outcome): ReadonlyArray<readonly [string, string, string]> {
  const { spread, criteria } = diagnostics;
  const rows: Array<readonly [string, string, string]> = [];
  if (spread) {
    rows.push([
      'Inside',
      `${spread.inside} of ${spread.quotes}`,
      'quotes priced within bid and ask',
    ]);
  }
  if (criteria) {
    rows.push(
      ['AIC', fixed(criteria.aic, 1), 'Akaike’s criterion: lower is better'],
      ['BIC', fixed(criteria.bic, 1), 'Bayesian criterion: ten apart is decisive'],
    );
  }
  return rows;
}
