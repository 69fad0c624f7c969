import type { SmallStorage } from '../../state/small-storage.ts';

const KEY = 'recent-commands';
const KEPT = 5;

/** Ids of the commands chosen last, newest first; ids that no command has any more do no harm. */
export function recentCommands(storage: SmallStorage): string[] {
  return (storage.read(KEY) ?? '').split(' ').filter(Boolean).slice(0, KEPT);
}

export function rememberCommand(storage: SmallStorage, id: string): void {
  const others = recentCommands(storage).filter((each) => each !== id);
  storage.write(KEY, [id, ...others].slice(0, KEPT).join(' '));
}
