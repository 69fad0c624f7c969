import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import controls from '../../components/controls.module.css';
import { Dialog } from '../../components/dialog.tsx';
import { useFewNew } from '../../components/use-few-new.ts';
import { restore } from '../../restore.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';
import { useHistory, useStores } from '../../state/stores.ts';
import { HistoryFiles } from './history-files.tsx';
import styles from './history-panel.module.css';
import { HistoryRow } from './history-row.tsx';
import { isFound } from './history-words.ts';
import { SelectionTools } from './selection-tools.tsx';

/** Rows drawn in one task: a dozen milliseconds. */
const FEW = 25;

export interface HistoryPanelProps {
  readonly onClose: () => void;
}

/** Every calibration that was kept: found, named, pinned, opened, deleted, taken out and in. */
export function HistoryPanel({ onClose }: HistoryPanelProps) {
  const stores = useStores();
  const { history, view } = stores;
  const entries = useHistory((state) => state.entries);
  const phase = useHistory((state) => state.phase);
  const troubles = useHistory((state) => state.troubles);
  const deleted = useHistory((state) => state.deleted);
  const current = useHistory((state) => state.current);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  // Another tab may have kept or deleted some meanwhile.
  useEffect(() => void history.getState().load(), [history]);

  const [now] = useState(() => new Date());
  const found = useMemo(
    () => entries.filter((entry) => isFound(entry, search.trim(), now)),
    [entries, search, now],
  );
  const selected = found.filter(({ id }) => chosen.has(id));
  const drawn = useFewNew(found, idOf, FEW);

  // A row is drawn anew only where its own changes: these stay the same.
  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      if (isChosen) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const open = useCallback(
    ({ saved }: HistoryEntry) => {
      void restore(stores, saved);
      onClose();
    },
    [stores, onClose],
  );
  const remove = useCallback(
    (some: readonly HistoryEntry[]) => {
      const rows = () => [
        ...(list.current?.querySelectorAll<HTMLElement>('[data-history-id]') ?? []),
      ];
      const at = rows().findIndex(({ dataset }) => some.some(({ id }) => id === dataset.historyId));
      history.getState().remove(some.map(({ id }) => id));
      setChosen(new Set());
      // The focus goes to the neighbour, or to the search where that was the last.
      requestAnimationFrame(() => {
        const left = rows();
        const next = left[Math.min(at, left.length - 1)]?.querySelector<HTMLElement>('[data-open]');
        (next ?? searchField.current)?.focus();
      });
    },
    [history],
  );
  const bringBack = () => {
    history.getState().bringBack();
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[data-open]')?.focus());
  };

  return (
    <Dialog title="History" closeLabel="Close history" onClose={onClose} form="side">
      {troubles.length === 0 ? (
        <p className={styles.said}>Every calibration, kept on this device only.</p>
      ) : (
        <div role="alert" className={styles.trouble}>
          {troubles.map((trouble) => (
            <p key={trouble}>{trouble}</p>
          ))}
        </div>
      )}
      <input
        ref={searchField}
        type="search"
        className={`${controls.input} ${styles.search}`}
        aria-label="Search history"
        data-first-focus
        placeholder="Name, model or date"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.count}>
        <span role="status">
          {phase === 'reading' ? 'Reading…' : countWords(found.length, entries.length)}
          {deleted.length > 0 && ` · ${deleted.length} deleted`}
        </span>
        {deleted.length > 0 && (
          <button
            type="button"
            className={`${controls.button} ${controls.quiet} ${controls.small}`}
            onClick={bringBack}
          >
            Undo delete
          </button>
        )}
        {selected.length > 0 && (
          <SelectionTools
            selected={selected}
            onCompare={(ids) => {
              history.getState().compare(ids);
              view.getState().open('compare');
            }}
            onRemove={() => remove(selected)}
          />
        )}
      </div>
      <ul ref={list} className={styles.list} aria-label="Calibrations">
        {drawn.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            now={now}
            isCurrent={entry.id === current}
            isChosen={chosen.has(entry.id)}
            onChoose={choose}
            onOpen={open}
            onRemove={remove}
          />
        ))}
      </ul>
      <HistoryFiles onClear={remove} />
    </Dialog>
  );
}

const idOf = ({ id }: HistoryEntry) => id;

function countWords(found: number, all: number): string {
  if (all === 0) return 'Nothing is kept yet.';
  return found === all ? `${all} kept` : `${found} of ${all}`;
}
