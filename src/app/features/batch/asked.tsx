import { useEffect, useRef } from 'react';
import controls from '../../components/controls.module.css';
import { giveFocusBack } from '../../components/give-focus-back.ts';
import styles from './batch-dialog.module.css';
import { askedText } from './progress-words.ts';
import { useBatch, useBatchStore } from './use-batch.ts';

/** Asks before results are lost. */
export function Asked() {
  const store = useBatchStore();
  const asks = useBatch((state) => state.asks);
  const rows = useBatch((state) => state.results?.rows ?? 0);
  const title = useBatch((state) => state.results?.batch.title ?? '');
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!asks) return undefined;
    const dialog = keep.current?.closest('dialog');
    const before = document.activeElement;
    const first = dialog?.querySelector('[data-first-focus]') ?? null;
    keep.current?.focus();
    // The button that is pressed here goes, and must not take the focus with it.
    return () => giveFocusBack(dialog?.contains(before) ? before : first);
  }, [asks]);
  if (!asks) return null;
  const { agree, refuse } = store.getState();
  const isAgain = asks === 'start';
  const question = askedText(title, rows, isAgain ? undefined : asks.title);
  return (
    <div role="alertdialog" aria-label={question} className={styles.asked}>
      <p>{question}</p>
      <button type="button" className={`${controls.button} ${controls.small}`} onClick={agree}>
        {isAgain ? 'Calibrate again' : 'Replace'}
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
