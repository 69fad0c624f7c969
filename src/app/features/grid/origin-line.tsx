import controls from '../../components/controls.module.css';
import { useElapsed } from '../../components/use-elapsed.ts';
import { fixed } from '../../format/numbers.ts';
import { useStores, useSurface } from '../../state/stores.ts';
import styles from './grid-panel.module.css';

/** Shorter readings are over before a line about them is read. */
const SHOW_AFTER_MS = 300;

/** Where the surface came from, or the text that is being read to take its place. */
export function OriginLine() {
  const { surfaces } = useStores();
  const { title, notes } = useSurface((state) => state.document.origin);
  const reading = useSurface((state) => state.reading);
  const elapsed = useElapsed(reading?.since);
  if (reading && elapsed > SHOW_AFTER_MS) {
    return (
      <>
        <p className={styles.origin}>
          Reading {reading.title}… {fixed(elapsed / 1000, 1)} s
        </p>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => surfaces.getState().stopReading()}
        >
          Cancel
        </button>
      </>
    );
  }
  return (
    <p className={styles.origin} title={notes.join('\n')}>
      {title}
    </p>
  );
}
