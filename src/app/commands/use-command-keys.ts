import { useEffect } from 'react';
import { isTextField } from '../components/is-text-field.ts';
import { type Command, isAvailable } from './command.ts';
import { chordOf, isPressed } from './keys.ts';

/** Runs commands by their keys, wherever the focus is but in a text field or before the screen. */
export function useCommandKeys(commands: readonly Command[]): void {
  useEffect(() => {
    const chords = commands.flatMap((command) =>
      (command.keys ?? []).map((keys) => ({ command, chord: chordOf(keys) })),
    );
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTextField(event.target)) return;
      const found = chords.find(({ chord }) => isPressed(chord, event));
      if (!found) return;
      event.preventDefault();
      if (isAvailable(found.command)) found.command.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}
