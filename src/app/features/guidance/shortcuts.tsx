import { type Command, commandGroups } from '../../commands/command.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Keys } from '../../components/keys.tsx';
import styles from './shortcuts.module.css';

export interface ShortcutsProps {
  readonly commands: readonly Command[];
  /** Keys that hold only in the grid. */
  readonly gridKeys: ReadonlyArray<{ readonly keys: string; readonly does: string }>;
  readonly onClose: () => void;
}

/** All keys on one sheet: those of the whole page, then the grid's. */
export function Shortcuts({ commands, gridKeys, onClose }: ShortcutsProps) {
  const groups = commandGroups.flatMap((title) => {
    const rows = commands.flatMap((command) =>
      command.group === title && command.keys
        ? [{ keys: command.keys.join(', '), does: command.title }]
        : [],
    );
    return rows.length > 0 ? [{ title, rows }] : [];
  });
  return (
    <Dialog title="Keyboard" closeLabel="Close keyboard help" onClose={onClose} form="wide">
      <div className={styles.sheet}>
        {groups.map(({ title, rows }) => (
          <Rows key={title} title={title} rows={rows} />
        ))}
        <Rows title="In the grid" rows={gridKeys} />
        <Rows title="In plots, lists and dialogs" rows={ELSEWHERE} />
      </div>
      <p className={styles.said}>A text field that is being typed in keeps its keys to itself.</p>
    </Dialog>
  );
}

const ELSEWHERE = [
  { keys: 'Tab, Shift+Tab', does: 'Go to the next or the previous control' },
  { keys: '← →', does: 'Choose a tab or a maturity; move the crosshair of a plot' },
  { keys: 'Escape', does: 'Close what stands before the screen, keeping what was there' },
];

function Rows({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: ShortcutsProps['gridKeys'];
}) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ keys, does }) => (
          <div key={`${keys} ${does}`}>
            <dt>
              {keys.split(', ').map((each) => (
                <Keys key={each} keys={each} />
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
