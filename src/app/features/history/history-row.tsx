import { memo, useRef, useState } from 'react';
import { findModel } from '../../../levy/models.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import type { HistoryEntry } from '../../state/history-entry.ts';
import { useStores } from '../../state/stores.ts';
import styles from './history-panel.module.css';
import { resultWords, timeWords } from './history-words.ts';

const SMALL = `${controls.button} ${controls.quiet} ${controls.small}`;

export interface HistoryRowProps {
  readonly entry: HistoryEntry;
  readonly now: Date;
  /** Whether it is what the screen shows. */
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onOpen: (entry: HistoryEntry) => void;
  readonly onRemove: (some: readonly HistoryEntry[]) => void;
}

/** One kept calibration with all that can be done with it. */
export const HistoryRow = memo(function HistoryRow({
  entry,
  now,
  isCurrent,
  ...props
}: HistoryRowProps) {
  const { isChosen, onChoose, onOpen, onRemove } = props;
  const { history } = useStores();
  const { id, name, at, pinned, saved } = entry;
  const [isNaming, setNaming] = useState(false);
  const renamer = useRef<HTMLButtonElement>(null);
  const named = (to: string | undefined) => {
    setNaming(false);
    if (to !== undefined) history.getState().rename(id, to);
    requestAnimationFrame(() => renamer.current?.focus());
  };
  return (
    <li className={styles.entry} data-history-id={id} data-pinned={pinned || undefined}>
      <input
        type="checkbox"
        className={styles.tick}
        aria-label={`Tick ${name}, ${timeWords(at, now)}`}
        checked={isChosen}
        onChange={(event) => onChoose(id, event.target.checked)}
      />
      {isNaming ? (
        <NameField name={name} onDone={named} />
      ) : (
        <button
          type="button"
          className={styles.open}
          data-open
          aria-current={isCurrent || undefined}
          onClick={() => onOpen(entry)}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.time}>
            {isCurrent && 'on screen, '}
            {timeWords(at, now)}
          </span>
          <span className={styles.result}>
            {findModel(saved.model)?.title} · {resultWords(entry)}
          </span>
        </button>
      )}
      <span className={styles.actions}>
        <button
          type="button"
          className={SMALL}
          aria-pressed={pinned}
          onClick={() => history.getState().pin(id, !pinned)}
        >
          {pinned ? 'Pinned' : 'Pin'}
          <span className="visually-hidden"> {name}</span>
        </button>
        <button ref={renamer} type="button" className={SMALL} onClick={() => setNaming(true)}>
          Rename<span className="visually-hidden"> {name}</span>
        </button>
        <button
          type="button"
          className={`${SMALL} ${controls.icon}`}
          aria-label={`Delete ${name}`}
          title="Delete"
          onClick={() => onRemove([entry])}
        >
          <Icon name="close" />
        </button>
      </span>
    </li>
  );
});

interface NameFieldProps {
  readonly name: string;
  /** With the new name, or undefined where it stays. */
  readonly onDone: (name: string | undefined) => void;
}

function NameField({ name, onDone }: NameFieldProps) {
  const isDone = useRef(false);
  const done = (to: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(to);
  };
  return (
    <input
      className={`${controls.input} ${styles.naming}`}
      aria-label={`Name of ${name}`}
      defaultValue={name}
      maxLength={200}
      // biome-ignore lint/a11y/noAutofocus: the analyst has just asked to type here.
      autoFocus
      onFocus={(event) => event.target.select()}
      onBlur={(event) => done(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(event.currentTarget.value);
        if (event.key !== 'Escape') return;
        event.preventDefault();
        done(undefined);
      }}
    />
  );
}
