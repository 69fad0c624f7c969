import type { Surface } from '../../calibration/quotes/surface.ts';
import { distinctLabels } from '../format/quotes.ts';
import styles from './data-table.module.css';

export interface MatrixTableProps {
  readonly surface: Surface;
  readonly caption: string;
  /** Strike-major, as they are to be read. */
  readonly values: readonly string[];
}

/** A number of every cell as a table: strikes down, maturities across. */
export function MatrixTable({ surface, caption, values }: MatrixTableProps) {
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
