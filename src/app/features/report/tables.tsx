import type { CSSProperties } from 'react';
import { models } from '../../../levy/models.ts';
import { basisPointSize, fixed, NONE, signed, sizeText } from '../../format/numbers.ts';
import {
  intervalText,
  knownByFit,
  knownByNetwork,
  networkDecimals,
  parameterDecimals,
} from '../../format/parameters.ts';
import type { Answer, Outcome } from '../../state/calibration-store.ts';
import styles from './report.module.css';
import type { ResidualRows } from './residual-rows.ts';

/** Parameters with what is known of them, beside the network's. */
export function ParameterTable({ outcome }: { readonly outcome: Outcome }) {
  const { model, calibration, fit } = outcome;
  const { refinement, trust } = calibration;
  return (
    <table className={styles.table}>
      <caption>Parameters of {model.title}</caption>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            Parameter
          </th>
          <th scope="col">Value</th>
          <th scope="col">95&nbsp;% interval</th>
          {refinement && <th scope="col">Network</th>}
        </tr>
      </thead>
      <tbody>
        {model.parameters.map((spec, i) => {
          const value = fit.parameters[i] ?? Number.NaN;
          const network = calibration.parameters[i] ?? Number.NaN;
          const uncertainty = refinement?.uncertainties[i];
          const known = uncertainty
            ? knownByFit(uncertainty)
            : knownByNetwork(value, trust.errors[i]?.p95 ?? Number.NaN, spec);
          const decimals = parameterDecimals(value, spec, known);
          return (
            <tr key={spec.key}>
              <th scope="row" className={styles.symbol}>
                {spec.symbol}
              </th>
              <td className={styles.text}>
                {spec.name}
                {spec.unit && `, ${spec.unit}`}
              </td>
              <td className={styles.strong}>{fixed(value, decimals)}</td>
              <td>
                {known.identification === 'not identified'
                  ? 'not identified'
                  : intervalText(known.interval)}
              </td>
              {refinement && <td>{fixed(network, networkDecimals(network, decimals))}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Every model on the same quotes, as far as they have been fitted. */
export function ModelTable({
  outcome,
  comparison,
}: {
  readonly outcome: Outcome;
  readonly comparison: ReadonlyMap<string, Answer>;
}) {
  const hasCriteria = outcome.diagnostics.criteria !== undefined;
  const hasSpreads = outcome.surface.spreads !== undefined;
  return (
    <table className={styles.table}>
      <caption>Models compared on these quotes</caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">RMSE</th>
          <th scope="col">in price</th>
          {hasSpreads && <th scope="col">Inside</th>}
          {hasCriteria && <th scope="col">AIC</th>}
          {hasCriteria && <th scope="col">BIC</th>}
        </tr>
      </thead>
      <tbody>
        {models.map((model) => {
          const answer = comparison.get(model.name);
          const found = answer && 'outcome' in answer ? answer.outcome.diagnostics : undefined;
          const { volatility, price, spread, criteria } = found ?? {};
          const name = model === outcome.model ? styles.strong : undefined;
          return (
            <tr key={model.name}>
              <th scope="row" className={name}>
                {model.title}
              </th>
              <td>{volatility ? basisPointSize(volatility.rmse) : NONE}</td>
              <td>{price ? sizeText(price.rmse) : NONE}</td>
              {hasSpreads && <td>{spread ? `${spread.inside} of ${spread.quotes}` : NONE}</td>}
              {hasCriteria && <td>{criteria ? fixed(criteria.aic, 0) : NONE}</td>}
              {hasCriteria && <td>{criteria ? fixed(criteria.bic, 0) : NONE}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Residuals as numbers on a tint that neither colour nor background printing is needed to read. */
export function ResidualTable({ residuals }: { readonly residuals: ResidualRows }) {
  const { unit, maturities, rows, largest, isBanded } = residuals;
  const decimals =
    unit === 'price'
      ? Math.min(Math.max(1 - Math.floor(Math.log10(largest || 1)), 0), 6)
      : largest < 0.995
        ? 2
        : largest < 9.95
          ? 1
          : 0;
  const what = unit === 'bp' ? 'bp of volatility' : 'price';
  return (
    <table className={`${styles.table} ${styles.residuals}`}>
      <caption>
        Model − market, {what}
        {isBanded && ': means over bands of strikes'}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <i>K</i> \ <i>T</i>
          </th>
          {maturities.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, values }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {values.map((value, i) => (
              <td
                key={maturities[i]}
                data-sign={value === undefined ? undefined : value < 0 ? 'low' : 'high'}
                style={{ '--share': share(value, largest) } as CSSProperties}
              >
                {value !== undefined && signed(value, decimals)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Strength of a tint: never so strong that the number on it suffers. */
function share(value: number | undefined, largest: number): string {
  const part = largest > 0 ? Math.abs(value ?? 0) / largest : 0;
  return `${(55 * part).toFixed(0)}%`;
}
