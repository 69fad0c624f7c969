import controls from '../../components/controls.module.css';
import type { HistoryEntry } from '../../state/history-entry.ts';
import styles from './history-panel.module.css';
import { saveEntries } from './save-entries.ts';

const SMALL = `${controls.button} ${controls.small}`;

export interface SelectionToolsProps {
  /** At least one. */
  readonly selected: readonly HistoryEntry[];
  /** The older of the two first. */
  readonly onCompare: (ids: readonly [string, string]) => void;
  readonly onRemove: () => void;
}

/** What can be done with the calibrations that are ticked. */
export function SelectionTools({ selected, onCompare, onRemove }: SelectionToolsProps) {
  const [newer, older, third] = selected;
  const isPair = newer && older && !third;
  return (
    <span className={styles.selection}>
      {selected.length} ticked:
      <button
        type="button"
        className={SMALL}
        disabled={!isPair}
        title={isPair ? undefined : 'Tick two to compare them'}
        onClick={() => isPair && onCompare([older.id, newer.id])}
      >
        Compare
      </button>
      <button type="button" className={SMALL} onClick={() => void saveEntries(selected)}>
        Export
      </button>
      <button type="button" className={SMALL} onClick={onRemove}>
        Delete
      </button>
    </span>
  );
}
