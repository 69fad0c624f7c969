import type { ParameterUncertainty } from '../../../calibration/refine/refinement.ts';
import type { ParameterSpec } from '../../../levy/model.ts';
import { Icon } from '../../components/icons.tsx';
import { fixed, NONE } from '../../format/numbers.ts';
import { networkDecimals, parameterDecimals, plusMinus } from '../../format/parameters.ts';
import styles from './parameter-row.module.css';
import { RangeBar } from './range-bar.tsx';
import { edgeMessage, outsideMessage, place } from './words.ts';

export interface ParameterRowProps {
  readonly spec: ParameterSpec;
  /** Refined where there is a fit, else the network's; undefined before the first answer. */
  readonly value: number | undefined;
  readonly network: number | undefined;
  /** Undefined where the network's value is all there is. */
  readonly uncertainty: ParameterUncertainty | undefined;
  /** Whether the network's value, shown for itself, lies at or beyond its range. */
  readonly atEdge: boolean;
}

/** One parameter: symbol, value and how sure it is, the network's, where they lie, what it does. */
export function ParameterRow({ spec, value, network, uncertainty, atEdge }: ParameterRowProps) {
  const { key, symbol, name, unit, range } = spec;
  const decimals = parameterDecimals(value ?? 0, spec, uncertainty);
  return (
    <dl className={styles.row} data-alone={(value !== undefined && !uncertainty) || undefined}>
      <dt className={styles.symbol} title={unit ? `${name}, ${unit}` : name}>
        <span aria-hidden="true">{symbol}</span>
        <span className="visually-hidden">{`${symbol}, ${name}`}</span>
      </dt>
      <dd
        className={styles.value}
        data-parameter={key}
        data-value={value}
        data-network-value={network}
      >
        {value === undefined ? (
          <span className={styles.waiting}>{NONE}</span>
        ) : (
          fixed(value, decimals)
        )}
      </dd>
      {uncertainty && (
        <dd className={styles.uncertainty}>
          <Known uncertainty={uncertainty} decimals={decimals} />
        </dd>
      )}
      {uncertainty && network !== undefined && (
        <dd className={styles.network}>
          network {fixed(network, networkDecimals(network, decimals))}
        </dd>
      )}
      <RangeBar
        range={range}
        value={value}
        network={uncertainty && network}
        uncertainty={uncertainty}
        atEdge={atEdge}
      />
      <dd className={styles.meaning}>
        <Meaning spec={spec} value={value} uncertainty={uncertainty} atEdge={atEdge} />
      </dd>
    </dl>
  );
}

function Known({
  uncertainty,
  decimals,
}: {
  readonly uncertainty: ParameterUncertainty;
  readonly decimals: number;
}) {
  const { identification } = uncertainty;
  if (identification === 'not identified') {
    return <strong className={styles.weak}>not identified</strong>;
  }
  return (
    <>
      {plusMinus(uncertainty, decimals)}
      {identification === 'loose' && <strong className={styles.weak}> loose</strong>}
      <span className={styles.level}> 95&nbsp;%</span>
    </>
  );
}

interface MeaningProps {
  readonly spec: ParameterSpec;
  readonly value: number | undefined;
  readonly uncertainty: ParameterUncertainty | undefined;
  readonly atEdge: boolean;
}

/** What the parameter does; where it lies instead, if that is news. */
function Meaning({ spec, value, uncertainty, atEdge }: MeaningProps) {
  if (value === undefined) return spec.meaning;
  if (atEdge) {
    return (
      <span className={styles.edge}>
        <Icon name="warning" />
        {edgeMessage(value, spec)}
      </span>
    );
  }
  const isOutside = place(value, spec.range).outside !== 0;
  const isFound = uncertainty !== undefined && uncertainty.identification !== 'not identified';
  return isFound && isOutside ? outsideMessage(spec) : spec.meaning;
}
