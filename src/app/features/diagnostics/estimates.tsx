import type { Refinement } from '../../../calibration/refine/refinement.ts';
import type { Calibration } from '../../../calibration/service.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { fixed, sizeText } from '../../format/numbers.ts';
import { intervalText, networkDecimals, parameterDecimals } from '../../format/parameters.ts';
import styles from './details.module.css';

export interface EstimatesProps {
  readonly model: LevyModel;
  readonly calibration: Calibration;
  readonly refinement: Refinement;
}

/** The parameters with standard errors and intervals, beside the network's. */
export function Estimates({ model, calibration, refinement }: EstimatesProps) {
  return (
    <table className={styles.table}>
      <caption>Estimates</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Parameter</span>
          </th>
          <th scope="col">Fit</th>
          <th scope="col">Standard error</th>
          <th scope="col">95&nbsp;% interval</th>
          <th scope="col">Network</th>
        </tr>
      </thead>
      <tbody>
        {model.parameters.map((spec, i) => {
          const known = refinement.uncertainties[i];
          const value = refinement.parameters[i] ?? Number.NaN;
          const decimals = parameterDecimals(value, spec, known);
          const network = calibration.parameters[i] ?? Number.NaN;
          return (
            <tr key={spec.key}>
              <th scope="row" className={styles.symbol}>
                {spec.symbol}
              </th>
              <td>{fixed(value, decimals)}</td>
              <td>{known && sizeText(known.standardError)}</td>
              <td>{known && intervalText(known.interval)}</td>
              <td>{fixed(network, networkDecimals(network, decimals))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
