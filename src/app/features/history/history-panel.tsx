import { useRef, useState } from 'react';
import controls from '../../components/controls.module.css';
import { Dialog } from '../../components/dialog.tsx';
import { restore } from '../../restore.ts';
import type { HistoryEntry } from '../../state/history-store.ts';
import { useHistory, useStores } from '../../state/stores.ts';
import { HistoryFiles } from './history-files.tsx';
import styles from './history-panel.module.css';
import { HistoryRow } from './history-row.tsx';
import { isFound } from './history-words.ts';

export interface HistoryPanelProps {
  readonly onClose: () => void;
}

/** Every calibration that was kept: found, named, pinned, opened, deleted, taken out and in. */
export function HistoryPanel({ onClose }: HistoryPanelProps) {
  const stores = useStores();
  const { history } = stores;
  const entries = useHistory((state) => state.entries);
  const trouble = useHistory((state) => state.trouble);
  const [search, setSearch] = useState('');
  const [removed, setRemoved] = useState<readonly HistoryEntry[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const now = new Date();
  const found = entries.filter((entry) => isFound(entry, search.trim(), now));

  const remove = (entry: HistoryEntry) => {
    const at = found.indexOf(entry);
    history.getState().remove([entry.id]);
    setRemoved([entry]);
    // The focus goes to the neighbour, or to the search where that was the last.
    requestAnimationFrame(() => {
      const openers = list.current?.querySelectorAll<HTMLElement>('[data-open]') ?? [];
      const next = openers[Math.min(at, openers.length - 1)];
      (next ?? document.querySelector<HTMLElement>('[data-history-search]'))?.focus();
    });
  };
  const unpinned = entries.filter(({ pinned }) => !pinned);

  return (
    <Dialog title="History" closeLabel="Close history" onClose={onClose} form="side">
      <p className={styles.said}>{trouble ?? 'Every calibration, kept on this device only.'}</p>
      <input
        type="search"
        className={`${controls.input} ${styles.search}`}
        aria-label="Search history"
        placeholder="Name, model or date"
        data-history-search
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <p className={styles.count} aria-live="polite">
        {countWords(found.length, entries.length)}
        {removed.length > 0 && (
          <>
            {' '}
            · {removed.length === 1 ? 'One' : removed.length} deleted.{' '}
            <button
              type="button"
              className={`${controls.button} ${controls.quiet} ${controls.small}`}
              onClick={() => {
                history
                  .getState()
                  .add(removed.map(({ saved, ...known }) => ({ ...saved, ...known })));
                setRemoved([]);
                list.current?.querySelector<HTMLElement>('[data-open]')?.focus();
              }}
            >
              Undo delete
            </button>
          </>
        )}
      </p>
      <ul ref={list} className={styles.list} aria-label="Calibrations">
        {found.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            now={now}
            onOpen={() => {
              restore(stores, entry.saved);
              onClose();
            }}
            onRemove={() => remove(entry)}
          />
        ))}
      </ul>
      <HistoryFiles
        unpinned={unpinned}
        onCleared={() => {
          history.getState().remove(unpinned.map(({ id }) => id));
          setRemoved(unpinned);
        }}
      />
    </Dialog>
  );
}

function countWords(found: number, all: number): string {
  if (all === 0) return 'Nothing is kept yet.';
  return found === all ? `${all} kept` : `${found} of ${all}`;
}
