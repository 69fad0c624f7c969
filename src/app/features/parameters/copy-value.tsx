import { useEffect, useState } from 'react';
import { fullText } from '../../format/decimal-mark.ts';
import styles from './copy-value.module.css';

/** Long enough to be read, short enough not to be in the way of the number. */
const SAID_MS = 1200;

export interface CopyValueProps {
  readonly symbol: string;
  readonly value: number;
  /** The value as it is read: to the digits that are known. */
  readonly text: string;
  readonly describedBy: string;
}

/** A value that is copied in full precision by a click, Enter or the space bar. */
export function CopyValue({ symbol, value, text, describedBy }: CopyValueProps) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(fullText(value));
      setSaid('Copied');
    } catch {
      setSaid('Not allowed');
    }
  };
  return (
    <button
      type="button"
      className={styles.value}
      aria-label={`Copy ${symbol} = ${text}`}
      aria-describedby={describedBy}
      data-explains
      onClick={copy}
    >
      <span data-hidden={said !== undefined || undefined}>{text}</span>
      <span className={styles.said} role="status">
        {said}
      </span>
    </button>
  );
}
