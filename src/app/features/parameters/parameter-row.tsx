import type { CSSProperties } from 'react';
import type { ParameterSpec } from '../../../levy/model.ts';
import { Icon } from '../../components/icons.tsx';
import styles from './parameter-row.module.css';
import { boundText, edgeMessage, parameterText, share } from './words.ts';

export interface ParameterRowProps {
  readonly spec: ParameterSpec;
  /** Undefined before the first fit. */
  readonly value: number | undefined;
  readonly atEdge: boolean;
}

/** One parameter: symbol, value, where it lies in the training range, what it does. */
export function ParameterRow({ spec, value, atEdge }: ParameterRowProps) {
  const { key, symbol, name, meaning, unit, range } = spec;
  const position = { '--at': value === undefined ? 0.5 : share(value, range) } as CSSProperties;
  return (
    <dl className={styles.row}>
      <dt className={styles.symbol} title={unit ? `${name}, ${unit}` : name}>
        <span aria-hidden="true">{symbol}</span>
        <span className="visually-hidden">{`${symbol}, ${name}`}</span>
      </dt>
      <dd className={styles.value} data-parameter={key} data-value={value}>
        {value === undefined ? (
          <span className={styles.waiting}>–</span>
        ) : (
          parameterText(value, range)
        )}
      </dd>
      <dd className={styles.range} data-edge={atEdge || undefined}>
        <span className={styles.bound}>{boundText(range.min)}</span>
        <span className={styles.track}>
          {value !== undefined && <span className={styles.mark} style={position} />}
        </span>
        <span className={styles.bound}>{boundText(range.max)}</span>
        <span className="visually-hidden">training range</span>
      </dd>
      <dd className={styles.meaning}>
        {atEdge && value !== undefined ? (
          <span className={styles.edge}>
            <Icon name="warning" />
            {edgeMessage(value, spec)}
          </span>
        ) : (
          meaning
        )}
      </dd>
    </dl>
  );
}
