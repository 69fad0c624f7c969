import { useView } from '../../state/stores.ts';
import type { Shown } from './grid-edits.ts';
import styles from './readout.module.css';
import { selectionSummary } from './selection-summary.ts';

/** What is selected, in a line: how many cells, their mean, least and greatest. */
export function SelectionLine({ shown }: { readonly shown: Shown }) {
  const range = useView((state) => state.range);
  const summary = range && selectionSummary(shown, range);
  return (
    <p className={styles.selection} aria-live="polite">
      {summary && (
        <>
          {summary.cells}
          <span> · {summary.values}</span>
        </>
      )}
    </p>
  );
}
