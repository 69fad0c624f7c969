import { useMemo } from 'react';
import type { Surface } from '../../../../calibration/quotes/surface.ts';
import { fixed, NONE } from '../../../format/numbers.ts';
import { distinctLabels, gridDecimals } from '../../../format/quotes.ts';
import styles from './preview.module.css';
import { surfaceFacts } from './surface-facts.ts';

export interface SurfaceAfterProps {
  readonly surface: Surface;
  readonly notes: readonly string[];
}

const ROWS = 12;
const COLUMNS = 8;

/** The surface that would be used: its first prices, its ranges, and what was inferred. */
export function SurfaceAfter({ surface, notes }: SurfaceAfterProps) {
  const { strikes, maturities, prices, puts } = surface;
  const facts = useMemo(() => surfaceFacts(surface), [surface]);
  const decimals = gridDecimals(surface);
  const strikeTexts = distinctLabels(strikes).slice(0, ROWS);
  const maturityTexts = distinctLabels(maturities).slice(0, COLUMNS);
  const hiddenColumns = maturities.length - maturityTexts.length;
  return (
    <div className={styles.pane}>
      <h3>
        As it is read
        <span>
          {strikes.length} strikes × {maturities.length}{' '}
          {maturities.length === 1 ? 'maturity' : 'maturities'}
        </span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too. */}
      <section className={styles.scroll} aria-label="The surface as read" tabIndex={0}>
        <table className={styles.table} data-numbers>
          <thead>
            <tr>
              <th scope="col">strike \ years</th>
              {maturityTexts.map((text) => (
                <th key={text} scope="col">
                  {text}
                </th>
              ))}
              {hiddenColumns > 0 && <td>…</td>}
            </tr>
          </thead>
          <tbody>
            {strikeTexts.map((strike, i) => (
              <tr key={strike}>
                <th scope="row">{strike}</th>
                {maturityTexts.map((maturity, j) => {
                  const cell = i * maturities.length + j;
                  const price = prices[cell];
                  return (
                    <td key={maturity}>
                      {price === undefined ? NONE : fixed(price, decimals)}
                      {puts?.[cell] && price !== undefined && <i> P</i>}
                    </td>
                  );
                })}
                {hiddenColumns > 0 && <td>…</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {strikes.length > ROWS && (
        <p className={styles.more}>and {strikes.length - ROWS} more strikes</p>
      )}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="What was inferred">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
