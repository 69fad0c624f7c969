import { shortNumber } from '../../../calibration/words.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import { boundText } from '../../format/parameters.ts';
import type { FactsProps } from './facts.tsx';
import styles from './model-card.module.css';

/** The box in which the network was trained. */
export function KnownRanges({ model, card }: FactsProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>Ranges it was trained on</caption>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col" className={styles.words}>
              What it is
            </th>
          </tr>
        </thead>
        <tbody>
          {model.parameters.map(({ key, symbol, name, unit }) => {
            const range = card.ranges[key];
            return (
              <tr key={key}>
                <th scope="row" className={styles.symbol}>
                  {symbol}
                </th>
                <td>{range && boundText(range.min)}</td>
                <td>{range && boundText(range.max)}</td>
                <td className={styles.words}>{unit ? `${name}, ${unit}` : name}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const { strikes, maturities, spot, rate } = contractGrid;
const perCent = (share: number) => shortNumber(100 * share);
const short = (value: number | undefined) => shortNumber(value ?? Number.NaN);
const moneyness = (strike: number | undefined) => perCent((strike ?? Number.NaN) / spot);

/** What one must not expect of it. */
export function Limits() {
  return (
    <section>
      <h3>What it does not know</h3>
      <ul className={styles.limits}>
        <li>
          Parameters outside these ranges: it cannot follow them there. The fit of the quotes can.
        </li>
        <li>
          Other places than its {strikes.length} strikes from {moneyness(strikes[0])} to{' '}
          {moneyness(strikes.at(-1))}&nbsp;% of the spot, seen at a rate of {perCent(rate)}&nbsp;%,
          and {maturities.length} maturities from {short(maturities[0])} to{' '}
          {short(maturities.at(-1))} years. Quotes elsewhere are carried there in implied
          volatility; where none is near, it does without.
        </li>
        <li>
          Markets: it saw only prices that the model itself can make. Whether yours are of that
          kind, its unfamiliarity tells, unless noise hides it.
        </li>
        <li>
          Any one surface for certain: its ± hold for that share of test surfaces like yours, not
          for each.
        </li>
      </ul>
    </section>
  );
}
