import type { Refinement } from '../../../calibration/refine/refinement.ts';
import type { Calibration } from '../../../calibration/service.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { fixed, sizeText } from '../../format/numbers.ts';
import { intervalText, knownByFit, parameterDecimals } from '../../format/parameters.ts';
import styles from './details.module.css';
import { agrees, networkValueText } from './trust-words.ts';

export interface EstimatesProps {
  readonly model: LevyModel;
  readonly calibration: Calibration;
  readonly refinement: Refinement;
}

/** The parameters with standard errors and intervals, beside the network's and its own errors. */
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
          <th scope="col">Network, ±&nbsp;95&nbsp;%</th>
        </tr>
      </thead>
      <tbody>
        {model.parameters.map((spec, i) => {
          const known = refinement.uncertainties[i];
          const value = refinement.parameters[i] ?? Number.NaN;
          const decimals = parameterDecimals(value, spec, known && knownByFit(known));
          const network = calibration.parameters[i] ?? Number.NaN;
          const error = calibration.trust.errors[i]?.p95 ?? Number.NaN;
          return (
            <tr key={spec.key}>
              <th scope="row" className={styles.symbol}>
                {spec.symbol}
              </th>
              <td>{fixed(value, decimals)}</td>
              <td>{known && sizeText(known.standardError)}</td>
              <td>{known && intervalText(known.interval)}</td>
              <td>
                {networkValueText(network, error, spec)}
                {!agrees(value, network, error) && (
                  <span className={styles.outside}>fit outside</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
