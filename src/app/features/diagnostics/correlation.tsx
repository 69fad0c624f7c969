import type { CSSProperties } from 'react';
import type { Refinement } from '../../../calibration/refine/refinement.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { fixed } from '../../format/numbers.ts';
import styles from './details.module.css';

export interface CorrelationProps {
  readonly model: LevyModel;
  readonly refinement: Refinement;
}

/** Correlation of the parameters' errors; shaded by strength, which the numbers say, too. */
export function Correlation({ model, refinement }: CorrelationProps) {
  const { parameters } = model;
  return (
    <table className={`${styles.table} ${styles.correlation}`}>
      <caption>Correlation of the errors</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Parameter</span>
          </th>
          {parameters.map(({ key, symbol }) => (
            <th key={key} scope="col" className={styles.symbol}>
              {symbol}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {refinement.correlation.map((row, i) => (
          <tr key={parameters[i]?.key}>
            <th scope="row" className={styles.symbol}>
              {parameters[i]?.symbol}
            </th>
            {row.map((value, j) => (
              <td
                key={parameters[j]?.key}
                data-sign={i === j ? undefined : value < 0 ? 'negative' : 'positive'}
                style={{ '--strength': `${(45 * Math.abs(value)).toFixed(0)}%` } as CSSProperties}
              >
                {i === j ? '1' : fixed(value, Math.abs(value) > 0.985 ? 3 : 2)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
