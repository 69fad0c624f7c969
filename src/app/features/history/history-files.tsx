import { useState } from 'react';
import controls from '../../components/controls.module.css';
import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { readSession, sessionText } from '../../exchange/session-file.ts';
import { type HistoryEntry, itemOf } from '../../state/history-store.ts';
import { useHistory, useStores } from '../../state/stores.ts';
import styles from './history-panel.module.css';

export interface HistoryFilesProps {
  readonly unpinned: readonly HistoryEntry[];
  readonly onCleared: () => void;
}

/** The history as a file, out and in, and an end of what is not pinned. */
export function HistoryFiles({ unpinned, onCleared }: HistoryFilesProps) {
  const { history } = useStores();
  const entries = useHistory((state) => state.entries);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean }>();
  const [asks, setAsks] = useState(false);

  const save = () => {
    const name = fileName({ title: 'history', date: new Date() }, 'json');
    download(name, sessionText(entries.map(itemOf)), 'application/json');
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = readSession(await file.text());
    if (!read) {
      setSaid({ text: `${file.name} is no file that this page has exported.`, isProblem: true });
    } else if (!read.ok) {
      setSaid({ text: read.problems.map(({ message }) => message).join(' '), isProblem: true });
    } else {
      history.getState().add(read.value);
      setSaid({ text: `${read.value.length} read from ${file.name}.`, isProblem: false });
    }
  };
  return (
    <div className={styles.files}>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        disabled={entries.length === 0}
        onClick={save}
      >
        Export history
      </button>
      <label className={`${controls.button} ${controls.small} ${styles.file}`}>
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
          Delete {unpinned.length} that are not pinned?{' '}
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => {
              setAsks(false);
              onCleared();
            }}
          >
            Delete
          </button>{' '}
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => setAsks(false)}
          >
            Keep
          </button>
        </span>
      ) : (
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.small}`}
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
