/**
 * Keys of commands, written as they are printed: `Ctrl+Shift+Z`, `Alt+Shift+1`, `?`. `Ctrl` is also
 * the command key of a Mac.
 */

export interface Chord {
  readonly control: boolean;
  readonly alt: boolean;
  /** Undefined where it follows from the key itself, as in `?`. */
  readonly shift: boolean | undefined;
  /** As `KeyboardEvent.key`, lower case. */
  readonly key: string;
}

/** What of a keyboard event tells its keys. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

const NAMES: Readonly<Record<string, string>> = {
  '→': 'arrowright',
  '←': 'arrowleft',
};

export function chordOf(keys: string): Chord {
  const parts = keys.split('+');
  const last = (parts.at(-1) ?? '').toLowerCase();
  const isSign = parts.length === 1 && !/^[a-z\d]/.test(last);
  return {
    control: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    shift: isSign ? undefined : parts.includes('Shift'),
    key: NAMES[last] ?? last,
  };
}

/**
 * Whether these keys are pressed. With Alt and Shift a keyboard writes other signs than are printed
 * on its keys (`¡` for 1, `Å` for A): there a letter or digit counts by its place as well.
 */
export function isPressed(chord: Chord, event: Pressed): boolean {
  if ((event.ctrlKey || event.metaKey) !== chord.control || event.altKey !== chord.alt)
    return false;
  if (chord.shift !== undefined && event.shiftKey !== chord.shift) return false;
  const key = event.key.toLowerCase();
  if (key === chord.key) return true;
  if (!chord.alt || /^[a-z\d]$/.test(key)) return false;
  return event.code.toLowerCase() === `${/\d/.test(chord.key) ? 'digit' : 'key'}${chord.key}`;
}

/** Keys as printed on this machine's keyboard. */
export function keysText(keys: string, isMac: boolean): string {
  if (!isMac) return keys;
  return keys.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧').replaceAll('+', ' ');
}

/** Whether the machine has a Mac's keyboard. */
export function hasMacKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
