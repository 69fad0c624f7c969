import { useId } from 'react';
import type { ParameterUncertainty } from '../../../calibration/refine/refinement.ts';
import type { ParameterSpec } from '../../../levy/model.ts';
import type { ErrorEstimate } from '../../../network/outputs.ts';
import { Icon } from '../../components/icons.tsx';
import { fixed, NONE } from '../../format/numbers.ts';
import {
  type Known,
  knownByFit,
  knownByNetwork,
  networkDecimals,
  parameterDecimals,
  plusMinus,
} from '../../format/parameters.ts';
import { CopyValue } from './copy-value.tsx';
import { Explained } from './explanation.tsx';
import styles from './parameter-row.module.css';
import { RangeBar } from './range-bar.tsx';
import { edgeMessage, outsideMessage, place } from './words.ts';

export interface ParameterRowProps {
  readonly spec: ParameterSpec;
  /** Refined where there is a fit, else the network's; undefined before the first answer. */
  readonly value: number | undefined;
  readonly network: number | undefined;
  /** How far the network says that the truth may lie from its value. */
  readonly error: ErrorEstimate | undefined;
  /** Undefined where the network's value is all there is. */
  readonly uncertainty: ParameterUncertainty | undefined;
  /** Whether the network's value, shown for itself, lies at or beyond its range. */
  readonly atEdge: boolean;
}

/** One parameter: symbol, value and how sure it is, the network's, where they lie, what it does. */
export function ParameterRow(props: ParameterRowProps) {
  const { spec, value, network, error, uncertainty, atEdge } = props;
  const { key, symbol, range } = spec;
  const id = useId();
  const known = uncertainty ? knownByFit(uncertainty) : networkKnown(props);
  const decimals = parameterDecimals(value ?? 0, spec, known);
  return (
    <Explained id={id} {...{ spec, value, network, error, uncertainty }}>
      <dl
        className={styles.row}
        data-alone={(value !== undefined && !uncertainty) || undefined}
        data-network-error={error && `${error.p68}/${error.p95}`}
      >
        <dt className={styles.symbol} data-explains>
          {symbol}
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
            <CopyValue
              symbol={symbol}
              value={value}
              text={fixed(value, decimals)}
              describedBy={id}
            />
          )}
        </dd>
        {known && (
          <dd className={styles.uncertainty}>
            <PlusMinus known={known} decimals={decimals} level={uncertainty ? '' : 'of tests'} />
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
          interval={known?.interval}
          by={uncertainty ? '' : ' by the network’s own tests'}
          atEdge={atEdge}
        />
        <ParameterName spec={spec} />
        <dd className={styles.meaning}>
          <Meaning spec={spec} value={value} uncertainty={uncertainty} atEdge={atEdge} />
        </dd>
      </dl>
    </Explained>
  );
}

/** Under the range: what the symbol stands for, and in which unit. */
function ParameterName({ spec: { name, unit } }: { readonly spec: ParameterSpec }) {
  return <dd className={styles.name}>{unit ? `${name}, ${unit}` : name}</dd>;
}

/** What the network says of a value that is its own. */
function networkKnown({ spec, value, error }: ParameterRowProps): Known | undefined {
  return value === undefined || !error ? undefined : knownByNetwork(value, error.p95, spec);
}

interface PlusMinusProps {
  readonly known: Known;
  readonly decimals: number;
  /** What the 95 % are of, where that is not the quotes' noise. */
  readonly level: string;
}

function PlusMinus({ known, decimals, level }: PlusMinusProps) {
  const { identification } = known;
  if (identification === 'not identified') {
    return <strong className={styles.weak}>not identified</strong>;
  }
  return (
    <>
      {plusMinus(known, decimals)}
      {identification === 'loose' && <strong className={styles.weak}> loose</strong>}
      <span className={styles.level}> 95&nbsp;% {level}</span>
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
