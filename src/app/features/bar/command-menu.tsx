import type { Command } from '../../commands/command.ts';
import { isAvailable } from '../../commands/command.ts';
import controls from '../../components/controls.module.css';
import { Icon, type IconName } from '../../components/icons.tsx';
import { Keys } from '../../components/keys.tsx';
import styles from './command-menu.module.css';

export interface CommandMenuProps {
  /** Names the menu in the page: one of its own. */
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly commands: readonly Command[];
  readonly className?: string | undefined;
}

/** Commands behind an icon, each with its keys. */
export function CommandMenu({ id, label, icon, commands, className }: CommandMenuProps) {
  return (
    <div className={`${styles.menu} ${className ?? ''}`}>
      <button
        type="button"
        id={`${id}-opener`}
        className={`${controls.button} ${controls.quiet} ${controls.icon}`}
        popoverTarget={id}
        aria-label={label}
        title={label}
      >
        <Icon name={icon} />
      </button>
      <ul
        id={id}
        popover="auto"
        aria-label={label}
        className={`${controls.popover} ${styles.list}`}
      >
        {commands.map((command) => (
          <li key={command.id}>
            <button
              type="button"
              className={`${controls.menuItem} ${styles.item}`}
              popoverTarget={id}
              popoverTargetAction="hide"
              disabled={!isAvailable(command)}
              onClick={command.run}
            >
              <span className={styles.title}>
                {command.title}
                {command.chosen?.() && <span aria-hidden="true"> ✓</span>}
              </span>
              {command.keys?.[0] && <Keys keys={command.keys[0]} />}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
