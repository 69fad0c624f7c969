import { useState } from 'react';
import type { Result } from '../../../calibration/quotes/surface.ts';
import controls from '../../components/controls.module.css';
import { parseNumber } from '../../state/parse-number.ts';
import styles from './what-if.module.css';

export interface TriedValueProps {
  readonly label: string;
  readonly text: string;
  /** Id of what says why the last value was not taken; undefined where it was. */
  readonly problemId: string | undefined;
  /** Returns whether the value was taken. */
  readonly onTyped: (typed: Result<number>) => boolean;
  /** The value shown is the one that holds again. */
  readonly onGivenUp: () => void;
}

/**
 * The value as typed: taken on Enter or when left, given back on Escape. What is no value of the
 * model's stays as it was typed, to be mended, until it is left.
 */
export function TriedValue(props: TriedValueProps) {
  const { label, text, problemId, onTyped, onGivenUp } = props;
  const [typing, setTyping] = useState<string>();
  const giveUp = () => {
    setTyping(undefined);
    onGivenUp();
  };
  const take = () => {
    if (typing === undefined || !onTyped(parseNumber(typing))) return false;
    setTyping(undefined);
    return true;
  };
  return (
    <input
      className={`${controls.input} ${styles.value}`}
      aria-label={label}
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      inputMode="decimal"
      autoComplete="off"
      value={typing ?? text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyping(event.target.value)}
      onBlur={() => {
        if (typing !== undefined && !take()) giveUp();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key !== 'Escape' || typing === undefined) return;
        event.stopPropagation();
        giveUp();
      }}
    />
  );
}
