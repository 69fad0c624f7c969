import { useEffect, useRef } from 'react';
import controls from '../../components/controls.module.css';
import styles from './batch-dialog.module.css';
import { useBatch, useBatchStore } from './use-batch.ts';

/** Asks before results are lost. */
export function Asked() {
  const store = useBatchStore();
  const asks = useBatch((state) => state.asks);
  const rows = useBatch((state) => state.results?.rows ?? 0);
  const title = useBatch((state) => state.results?.batch.title);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asks) keep.current?.focus();
  }, [asks]);
  if (!asks) return null;
  const { agree, refuse } = store.getState();
  const [question, answer] =
    asks === 'start'
      ? [`Calibrate ${title} again? The ${rows} rows so far are lost.`, 'Calibrate again']
      : [`Take ${asks.title} instead? The ${rows} rows of ${title} are lost.`, 'Replace'];
  return (
    <div role="alertdialog" aria-label={question} className={styles.asked}>
      <p>{question}</p>
      <button type="button" className={`${controls.button} ${controls.small}`} onClick={agree}>
        {answer}
      </button>
      <button
        ref={keep}
        type="button"
        className={`${controls.button} ${controls.small}`}
        onClick={refuse}
      >
        Keep the results
      </button>
    </div>
  );
}
