import { basisPointSize, NONE, sizeText } from '../../format/numbers.ts';
import type { Accuracy } from '../../state/network-card.ts';
import styles from './model-card.module.css';
import { aucText, countText, coverageText, r2Text } from './words.ts';

export interface AccuracySectionProps {
  readonly accuracy: Accuracy | undefined;
}

/** How the network does on surfaces that its training never saw. */
export function AccuracySection({ accuracy }: AccuracySectionProps) {
  return (
    <section>
      <h3>How accurate it is</h3>
      {accuracy ? (
        <>
          <p>
            On {countText(accuracy.samples)} surfaces that its training never saw, drawn from the
            ranges above. Repricing is the root mean square error in implied volatility of the
            surface that its parameters give.
          </p>
          <Conditions accuracy={accuracy} />
          {accuracy.unfamiliarity.length > 0 && <ToldApart accuracy={accuracy} />}
        </>
      ) : (
        <p>Not measured yet for this network.</p>
      )}
    </section>
  );
}

function Conditions({ accuracy }: { readonly accuracy: Accuracy }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">Accuracy by condition of the prices</caption>
        <thead>
          <tr>
            <th scope="col">Prices</th>
            <th scope="col">
              <abbr title="Coefficient of determination: 1 is perfect">R²</abbr>
            </th>
            <th scope="col">Mean abs. error</th>
            <th scope="col">Within its 68&nbsp;%</th>
            <th scope="col">Within its 95&nbsp;%</th>
          </tr>
        </thead>
        {accuracy.conditions.map(({ condition, parameters, repricing }) => (
          <tbody key={condition}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={5}>
                {condition}
                <span className={styles.quiet}>
                  {' '}
                  repriced to {measured(repricing.median)} at the median, {measured(repricing.p95)}{' '}
                  for 95&nbsp;%
                </span>
              </th>
            </tr>
            {parameters.map(({ label, r2, mae, coverage68, coverage95 }) => (
              <tr key={label}>
                <th scope="row" className={styles.symbol}>
                  {label}
                </th>
                <td>{r2Text(r2)}</td>
                <td>{Number.isFinite(mae) ? sizeText(mae) : NONE}</td>
                <td>{coverageText(coverage68)}</td>
                <td>{coverageText(coverage95)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function ToldApart({ accuracy }: { readonly accuracy: Accuracy }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>How often a strange surface scores higher than one of its own</caption>
        <thead>
          <tr>
            <th scope="col">Surfaces</th>
            <th scope="col">Than a clean one</th>
            <th scope="col">Than a noisy one</th>
          </tr>
        </thead>
        <tbody>
          {accuracy.unfamiliarity.map(({ against, auc, aucNoisy }) => (
            <tr key={against}>
              <th scope="row">{against}</th>
              <td>{aucText(auc)}</td>
              <td>{aucText(aucNoisy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function measured(basisPoints: number): string {
  return Number.isFinite(basisPoints) ? basisPointSize(basisPoints) : NONE;
}
