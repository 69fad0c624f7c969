import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Command, isAvailable } from '../../commands/command.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Keys } from '../../components/keys.tsx';
import { browserStorage } from '../../state/small-storage.ts';
import styles from './command-palette.module.css';
import { type Match, matchCommands } from './palette-match.ts';
import { recentCommands, rememberCommand } from './recent-commands.ts';

export interface CommandPaletteProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

/** Every command, found by a few letters: arrow keys choose, Enter runs. */
export function CommandPalette({ commands, onClose }: CommandPaletteProps) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(() => recentCommands(browserStorage));
  const list = useRef<HTMLDivElement>(null);
  const offered = commands.filter((command) => command.id !== 'palette' && isAvailable(command));
  const matches = matchCommands(query, offered, recent);
  const active = Math.min(at, matches.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changes with the query, too.
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    rememberCommand(browserStorage, command.id);
    // The focus is where it was before the command sends it anywhere else.
    flushSync(onClose);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = matches.length - 1;
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(matches[active]?.command);
    else if (event.key === 'ArrowDown') setAt(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') setAt(active <= 0 ? Math.max(last, 0) : active - 1);
    else if (event.key === 'PageDown') setAt(Math.min(active + PAGE, Math.max(last, 0)));
    else if (event.key === 'PageUp') setAt(Math.max(active - PAGE, 0));
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Commands" closeLabel="Close commands" onClose={onClose} form="palette">
      <input
        className={styles.query}
        role="combobox"
        aria-label="Command"
        aria-expanded={true}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        placeholder="What do you want to do?"
        autoComplete="off"
        spellCheck={false}
        data-first-focus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" role="status">
        {query && (matches.length === 1 ? '1 command' : `${matches.length} commands`)}
      </p>
      <div ref={list} id={id} role="listbox" aria-label="Commands" className={styles.list}>
        {matches.map((match, i) => (
          <Option
            key={match.command.id}
            id={`${id}-${i}`}
            match={match}
            isActive={i === active}
            isRecent={query === '' && recent.includes(match.command.id)}
            onPoint={() => setAt(i)}
            onRun={() => run(match.command)}
          />
        ))}
      </div>
      {matches.length === 0 && (
        <p className={styles.none}>No command is called “{query.trim()}”. Try another word.</p>
      )}
    </Dialog>
  );
}

/** Options that PageUp and PageDown pass. */
const PAGE = 8;

interface OptionProps {
  readonly id: string;
  readonly match: Match;
  readonly isActive: boolean;
  readonly isRecent: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function Option({ id, match, isActive, isRecent, onPoint, onRun }: OptionProps) {
  const { command, letters } = match;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox.
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles.option}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onRun}
    >
      <span className={styles.title}>
        {Array.from(command.title, (letter, i) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: letters have no other name than their place.
          letters.has(i) ? <b key={i}>{letter}</b> : letter,
        )}
        {command.chosen?.() && <span className={styles.chosen}> ✓ chosen</span>}
      </span>
      <span className={styles.group}>{isRecent ? 'Recent' : command.group}</span>
      {command.keys?.[0] && <Keys keys={command.keys[0]} />}
    </div>
  );
}
