import { useState } from 'react';
import controls from '../../components/controls.module.css';
import { readSession } from '../../exchange/session-file.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';
import { useHistory, useStores } from '../../state/stores.ts';
import styles from './history-panel.module.css';
import { saveEntries } from './save-entries.ts';

const SMALL = `${controls.button} ${controls.small}`;

/** Of 500 calibrations with their results, or of a million cells, with room to spare. */
const LARGEST_FILE = 50_000_000;

export interface HistoryFilesProps {
  readonly onClear: (unpinned: readonly HistoryEntry[]) => void;
}

/** The history as a file, out and in, and an end of what is not pinned. */
export function HistoryFiles({ onClear }: HistoryFilesProps) {
  const { history } = useStores();
  const entries = useHistory((state) => state.entries);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean }>();
  const [asks, setAsks] = useState(false);
  const unpinned = entries.filter(({ pinned }) => !pinned);

  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_FILE) {
      const text = `${file.name} is larger than ${LARGEST_FILE / 1e6} MB, and no history is. Choose a file that this page has exported.`;
      setSaid({ text, isProblem: true });
      return;
    }
    const read = readSession(await file.text());
    if (!read) {
      setSaid({ text: `${file.name} is no file that this page has exported.`, isProblem: true });
    } else if (!read.ok) {
      setSaid({ text: read.problems.map(({ message }) => message).join(' '), isProblem: true });
    } else {
      const { added } = history.getState().add(read.value);
      const known = read.value.length - added;
      setSaid({
        text: `${added} read from ${file.name}${known > 0 ? `, ${known} were here already` : ''}.`,
        isProblem: false,
      });
    }
  };
  return (
    <div className={styles.files}>
      <button
        type="button"
        className={SMALL}
        disabled={entries.length === 0}
        onClick={() => saveEntries(entries)}
      >
        Export history
      </button>
      <label className={`${SMALL} ${styles.file}`}>
        <input
          type="file"
          className="visually-hidden"
          aria-label="Import history"
          accept=".json,application/json"
          onChange={(event) => {
            const { target } = event;
            take(target.files?.[0]).catch((error: unknown) =>
              setSaid({ text: `The file could not be opened: ${error}.`, isProblem: true }),
            );
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
      {said && (
        <p role={said.isProblem ? 'alert' : 'status'} className={styles.said}>
          {said.text}
        </p>
      )}
    </div>
  );
}
