import type { CSSProperties } from 'react';
import type { Interval } from '../../../levy/model.ts';
import { boundText, intervalText } from '../../format/parameters.ts';
import styles from './range-bar.module.css';
import { place } from './words.ts';

export interface RangeBarProps {
  /** Training range: the bar's ends. What lies outside stands beyond them. */
  readonly range: Interval;
  /** Undefined before the first fit. */
  readonly value: number | undefined;
  /** Where the fit began; undefined where the network's value is all there is. */
  readonly network: number | undefined;
  /** 95 % interval of the value. */
  readonly interval: readonly [number, number] | undefined;
  /** Whose interval it is, after its name. */
  readonly by: string;
  readonly atEdge: boolean;
}

/** A parameter in the network's range: the interval a band, the network a ring, the fit a dot. */
export function RangeBar({ range, value, network, interval, by, atEdge }: RangeBarProps) {
  const said = interval && `95 % interval${by} ${intervalText(interval)}`;
  return (
    <dd className={styles.range} data-edge={atEdge || undefined} title={said}>
      <span className="visually-hidden">{said && `${said}, `}training range</span>
      <span className={styles.bound}>{boundText(range.min)}</span>
      <span className={styles.track}>
        {interval && <span className={styles.band} style={band(interval, range)} />}
        {network !== undefined && <span className={styles.ring} style={at(network, range)} />}
        {value !== undefined && (
          // A new answer starts again from its network's value.
          <span
            key={network}
            className={styles.dot}
            style={{ ...at(value, range), ...from(network, range) }}
          />
        )}
      </span>
      <span className={styles.bound}>{boundText(range.max)}</span>
    </dd>
  );
}

function at(value: number, range: Interval): CSSProperties {
  const { at: share, outside } = place(value, range);
  return { '--at': share, '--out': outside } as CSSProperties;
}

function from(network: number | undefined, range: Interval): CSSProperties {
  if (network === undefined) return {};
  const { at: share, outside } = place(network, range);
  return { '--from': share, '--from-out': outside } as CSSProperties;
}

function band([low, high]: readonly [number, number], range: Interval): CSSProperties {
  return { '--low': place(low, range).at, '--high': place(high, range).at } as CSSProperties;
}
