import type { CSSProperties } from 'react';
import type { Interval, ParameterSpec } from '../../../levy/model.ts';
import { boundText } from '../../format/parameters.ts';
import styles from './slider.module.css';
import { slid } from './slider-range.ts';
import { place } from './words.ts';

export interface SliderProps {
  readonly spec: ParameterSpec;
  readonly ends: Interval;
  readonly value: number;
  /** The value in words, for who does not see the slider. */
  readonly valueText: string;
  readonly calibrated: number;
  /** 95 % interval of the calibrated value, where there is one. */
  readonly interval: readonly [number, number] | undefined;
  readonly onMove: (value: number) => void;
  readonly onSnapBack: () => void;
}

/**
 * A parameter to be moved by pointer or keys, on the network's training range; a tick and a band mark
 * what was calibrated, and a double click goes back there.
 */
export function Slider({ spec, ends, value, valueText, calibrated, ...props }: SliderProps) {
  const { interval, onMove, onSnapBack } = props;
  const { symbol, name, range } = spec;
  const at = (one: number) => place(one, ends).at;
  return (
    <div className={styles.slider}>
      <span className={styles.bound}>{boundText(Number(ends.min.toPrecision(3)))}</span>
      <span className={styles.track}>
        <span className={styles.trained} style={span(at(range.min), at(range.max))} />
        {interval && (
          <span className={styles.band} style={span(at(interval[0]), at(interval[1]))} />
        )}
        <span
          className={styles.moved}
          style={span(Math.min(at(value), at(calibrated)), Math.max(at(value), at(calibrated)))}
        />
        <span className={styles.calibrated} style={{ '--at': at(calibrated) } as CSSProperties} />
        <input
          type="range"
          className={styles.input}
          aria-label={`${symbol}, ${name}`}
          aria-valuetext={valueText}
          min={ends.min}
          max={ends.max}
          step="any"
          value={value}
          onChange={(event) => onMove(Number(event.target.value))}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const to = slid(value, ends, event.key, event.shiftKey);
            if (to === undefined) return;
            event.preventDefault();
            onMove(to);
          }}
          onDoubleClick={onSnapBack}
        />
      </span>
      <span className={styles.bound}>{boundText(Number(ends.max.toPrecision(3)))}</span>
    </div>
  );
}

function span(from: number, to: number): CSSProperties {
  return { '--from': from, '--to': to } as CSSProperties;
}
