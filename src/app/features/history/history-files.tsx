import { useState } from 'react';
import controls from '../../components/controls.module.css';
import { useElapsed } from '../../components/use-elapsed.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';
import { useHistory } from '../../state/stores.ts';
import styles from './history-panel.module.css';
import { saveEntries } from './save-entries.ts';
import { type HistoryReading, useHistoryImport } from './use-history-import.ts';

const SMALL = `${controls.button} ${controls.small}`;

/** Readings that are shorter are over before a line about them is read. */
const SHOW_AFTER_MS = 300;

export interface HistoryFilesProps {
  readonly onClear: (unpinned: readonly HistoryEntry[]) => void;
}

/** The history as a file, out and in, and an end of what is not pinned. */
export function HistoryFiles({ onClear }: HistoryFilesProps) {
  const entries = useHistory((state) => state.entries);
  const { take, reading, said, say } = useHistoryImport();
  const [asks, setAsks] = useState(false);
  const unpinned = entries.filter(({ pinned }) => !pinned);

  const save = async () => {
    say({ text: 'Writing…', isProblem: false });
    say({ text: `Saved ${await saveEntries(entries)}.`, isProblem: false });
  };
  return (
    <div className={styles.files}>
      <button
        type="button"
        className={SMALL}
        disabled={entries.length === 0}
        onClick={() => void save()}
      >
        Export history
      </button>
      <label className={`${SMALL} ${styles.file}`}>
        <input
          type="file"
          className="visually-hidden"
          aria-label="Import history"
          accept=".json,application/json"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = '';
          }}
        />
        Import history
      </label>
      {asks ? (
        <span className={styles.sure}>
          Delete {unpinned.length} that {unpinned.length === 1 ? 'is' : 'are'} not pinned?
          <button
            type="button"
            className={SMALL}
            // biome-ignore lint/a11y/noAutofocus: it stands in place of the button just pressed.
            autoFocus
            onClick={() => {
              setAsks(false);
              onClear(unpinned);
            }}
          >
            Delete
          </button>
          <button type="button" className={SMALL} onClick={() => setAsks(false)}>
            Keep
          </button>
        </span>
      ) : (
        <button
          type="button"
          className={`${SMALL} ${controls.quiet}`}
          disabled={unpinned.length === 0}
          onClick={() => setAsks(true)}
        >
          Clear unpinned…
        </button>
      )}
      {reading && <Reading reading={reading} />}
      {said && (
        <p role={said.isProblem ? 'alert' : 'status'} className={styles.said}>
          {said.text}
        </p>
      )}
    </div>
  );
}

/** How far a file was read, and the way to leave it. */
function Reading({ reading }: { readonly reading: HistoryReading }) {
  const { name, since, done, total, cancel } = reading;
  const elapsed = useElapsed(since);
  if (elapsed < SHOW_AFTER_MS) return null;
  return (
    <p className={styles.said}>
      <span role="status">Reading {name}…</span> {total !== undefined && `${done} of ${total} `}
      <button type="button" className={SMALL} onClick={cancel}>
        Cancel
      </button>
    </p>
  );
}
