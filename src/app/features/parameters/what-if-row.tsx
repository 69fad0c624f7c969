import { useId, useState } from 'react';
import type { ParameterSpec } from '../../../levy/model.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { fixed, leadingDecimals } from '../../format/numbers.ts';
import { parameterDecimals } from '../../format/parameters.ts';
import { Slider } from './slider.tsx';
import { sliderRange } from './slider-range.ts';
import { TriedValue } from './tried-value.tsx';
import styles from './what-if.module.css';
import { movedWords } from './what-if-words.ts';

const MOST_DECIMALS = 6;

export interface WhatIfRowProps {
  readonly spec: ParameterSpec;
  readonly value: number;
  readonly calibrated: number;
  readonly interval: readonly [number, number] | undefined;
  /** Why the model does not take the last value that was asked for. */
  readonly refusal: string | undefined;
  /** Returns whether the value was taken. */
  readonly onMove: (value: number) => boolean;
  readonly onSnapBack: () => void;
}

/** One parameter tried by hand: a number to type, a slider, how far it was moved, the way back. */
export function WhatIfRow(props: WhatIfRowProps) {
  const { spec, value, calibrated, interval, refusal, onMove, onSnapBack } = props;
  const { symbol, name, unit, meaning } = spec;
  const id = useId();
  const [misread, setMisread] = useState<string>();
  const problem = misread ?? refusal;
  const [ends, setEnds] = useState(() => sliderRange(spec, [calibrated, value]));
  // It grows with what is typed, and never shrinks under the hand.
  if (!(value >= ends.min && value <= ends.max)) setEnds(sliderRange(spec, [calibrated, value]));
  const isMoved = value !== calibrated;
  const text = fixed(value, decimals(value, spec));
  const was = fixed(calibrated, decimals(calibrated, spec));
  const moved = movedWords(value, calibrated, decimals(value, spec));
  return (
    <fieldset className={styles.row} aria-label={`${symbol}, ${name}`} data-tried={spec.key}>
      <span className={styles.symbol} aria-hidden="true">
        {symbol}
      </span>
      <TriedValue
        label={`${symbol} value`}
        text={text}
        problemId={problem === undefined ? undefined : id}
        onTyped={(typed) => {
          setMisread(typed.ok ? undefined : `${symbol} ${typed.problems[0]?.message}.`);
          return typed.ok && onMove(typed.value);
        }}
        onGivenUp={() => setMisread(undefined)}
      />
      <span className={styles.was}>calibrated {was}</span>
      <Slider
        spec={spec}
        ends={ends}
        value={value}
        valueText={isMoved ? `${text}, moved by ${moved}` : `${text}, as calibrated`}
        calibrated={calibrated}
        interval={interval}
        onMove={onMove}
        onSnapBack={onSnapBack}
      />
      <span className={styles.name}>{unit ? `${name}, ${unit}` : name}</span>
      {isMoved ? (
        <span className={styles.moved}>moved {moved}</span>
      ) : (
        <span className={styles.meaning}>{meaning}</span>
      )}
      {/* Stays where it is pressed, so that the focus does too. */}
      <button
        type="button"
        className={`${controls.button} ${controls.quiet} ${controls.small} ${styles.back}`}
        aria-label={`${symbol} back to ${was}`}
        aria-disabled={!isMoved}
        title={`Back to ${was}, or double-click the slider`}
        onClick={onSnapBack}
      >
        <Icon name="undo" />
      </button>
      {problem !== undefined && (
        <p id={id} className={styles.problem} role="alert">
          Not taken: {problem}
        </p>
      )}
    </fieldset>
  );
}

/** As many as the range's, and enough to tell a tiny value from nothing. */
function decimals(value: number, spec: ParameterSpec): number {
  const own = value === 0 ? 0 : Math.min(leadingDecimals(value, 3), MOST_DECIMALS);
  return Math.max(parameterDecimals(value, spec, undefined), own);
}
