import type { Calibration } from '../../../calibration/service.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { sizeText } from '../../format/numbers.ts';
import { intervalText, knownByNetwork } from '../../format/parameters.ts';
import styles from './details.module.css';
import { networkValueText } from './trust-words.ts';

export interface NetworkEstimatesProps {
  readonly model: LevyModel;
  readonly calibration: Calibration;
}

/** The network's parameters with what it says of their errors, where nothing was refined. */
export function NetworkEstimates({ model, calibration }: NetworkEstimatesProps) {
  return (
    <table className={styles.table}>
      <caption>The network’s estimates</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Parameter</span>
          </th>
          <th scope="col">Value, ±&nbsp;95&nbsp;%</th>
          <th scope="col">68&nbsp;% within</th>
          <th scope="col">95&nbsp;% interval</th>
        </tr>
      </thead>
      <tbody>
        {model.parameters.map((spec, i) => {
          const value = calibration.parameters[i] ?? Number.NaN;
          const { p68 = Number.NaN, p95 = Number.NaN } = calibration.trust.errors[i] ?? {};
          return (
            <tr key={spec.key}>
              <th scope="row" className={styles.symbol}>
                {spec.symbol}
              </th>
              <td>{networkValueText(value, p95, spec)}</td>
              <td>± {sizeText(p68)}</td>
              <td>{intervalText(knownByNetwork(value, p95, spec).interval)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
