import { fixed, NONE, signed } from '../../format/numbers.ts';
import { type Axis, onAxis } from './curve.ts';
import styles from './density.module.css';
import type { Shapes } from './shapes.ts';
import { axisValue } from './words.ts';

interface ShapeTableProps {
  readonly shapes: Shapes;
  /** The maturities as they are written. */
  readonly labels: readonly string[];
  readonly axis: Axis;
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
}

/** Spread, skew, tails and quantiles by maturity; a maturity is chosen by its button. */
export function ShapeTable({ shapes, labels, axis, maturity, onMaturity }: ShapeTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.shapes} tabIndex={0} aria-label="Shape by maturity">
      <table className={styles.table}>
        <caption>
          {fixed(100 * shapes.volatility, 2)} % a year at every maturity. Skewness fades with √T,
          excess kurtosis with T.
        </caption>
        <thead>
          <tr>
            <th scope="col">Maturity</th>
            <th scope="col" title="Standard deviation of the log-return, √(c₂T)">
              Deviation
            </th>
            <th scope="col">Skewness</th>
            <th scope="col">Ex. kurtosis</th>
            <th scope="col">5 %</th>
            <th scope="col">95 %</th>
          </tr>
        </thead>
        <tbody>
          {shapes.all.map((shape, index) => {
            const level = (x: number) =>
              Number.isNaN(x) ? NONE : axisValue(onAxis(x, axis, shape), axis, shape);
            return (
              <tr key={labels[index]} data-chosen={index === maturity || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={index === maturity}
                    onClick={() => onMaturity(index)}
                  >
                    {labels[index]}
                  </button>
                </th>
                <td>{fixed(100 * shape.deviation, 2)} %</td>
                <td>{signed(shape.skewness, 2)}</td>
                <td>{signed(shape.kurtosis, 2)}</td>
                <td>{level(shape.low)}</td>
                <td>{level(shape.high)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
