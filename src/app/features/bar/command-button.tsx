import { type Command, isAvailable } from '../../commands/command.ts';
import controls from '../../components/controls.module.css';
import { Icon, type IconName } from '../../components/icons.tsx';
import { withKeys } from '../../components/keys.tsx';

export interface CommandButtonProps {
  readonly command: Command;
  /** In place of the command's longer title. */
  readonly label: string;
  /** Stands for the label, which is then only spoken. */
  readonly icon?: IconName;
  readonly className?: string | undefined;
}

/** A command in the bar; its tooltip tells what it does and its keys. */
export function CommandButton({ command, label, icon, className }: CommandButtonProps) {
  const { id, title, keys, run } = command;
  const form = icon ? `${controls.quiet} ${controls.icon}` : '';
  return (
    <button
      type="button"
      id={`bar-${id}`}
      className={`${controls.button} ${form} ${className ?? ''}`}
      {...(icon && { 'aria-label': label })}
      title={withKeys(title.replace('…', ''), keys?.[0])}
      disabled={!isAvailable(command)}
      onClick={run}
    >
      {icon ? <Icon name={icon} /> : label}
    </button>
  );
}
