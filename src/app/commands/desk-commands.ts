import type { Stores } from '../state/stores.ts';
import type { NumberStyle, Overlay, Theme } from '../state/view-store.ts';
import type { Command } from './command.ts';

/** An overlay with what it is called and, where it has one, its key. */
interface Door {
  readonly overlay: Overlay;
  readonly title: string;
  readonly words: string;
  readonly keys?: readonly string[];
  /** Whether there is nothing to show before the first answer. */
  readonly needsOutcome?: boolean;
}

const KEEP: readonly Door[] = [
  {
    overlay: 'export',
    title: 'Export…',
    words: 'save download csv json report svg png print',
    keys: ['Alt+Shift+E'],
    needsOutcome: true,
  },
  {
    overlay: 'share',
    title: 'Share a link…',
    words: 'url send',
    keys: ['Alt+Shift+L'],
  },
  {
    overlay: 'history',
    title: 'History…',
    words: 'past calibrations kept pinned',
    keys: ['Alt+Shift+H'],
  },
  {
    overlay: 'compare',
    title: 'Compare results…',
    words: 'models side by side difference',
    keys: ['Alt+Shift+D'],
    needsOutcome: true,
  },
];

const HELP: readonly Door[] = [
  { overlay: 'palette', title: 'All commands…', words: 'palette search find', keys: ['Ctrl+K'] },
  {
    overlay: 'shortcuts',
    title: 'Keyboard…',
    words: 'shortcuts keys cheat sheet help',
    keys: ['?'],
  },
  { overlay: 'glossary', title: 'Glossary…', words: 'terms words meaning help explain' },
  { overlay: 'settings', title: 'Settings…', words: 'preferences options locale theme numbers' },
  { overlay: 'console', title: 'API console…', words: 'rest http curl python request log' },
];

const THEMES: ReadonlyArray<readonly [Theme, string]> = [
  ['system', 'Theme of the system'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
];

const NUMBERS: ReadonlyArray<readonly [NumberStyle, string]> = [
  ['system', 'Numbers as the browser writes them'],
  ['.', 'Numbers with a decimal point'],
  [',', 'Numbers with a decimal comma'],
];

/** What is kept, shared, looked up and set. */
export function deskCommands({ calibrations, view, versions }: Stores): Command[] {
  const state = () => view.getState();
  const hasOutcome = () => calibrations.getState().outcome !== undefined;
  const doors = (list: readonly Door[], group: Command['group']) =>
    list.map(
      ({ overlay, title, words, keys, needsOutcome }): Command => ({
        ...{ id: overlay, title, group, words },
        ...(keys && { keys }),
        ...(needsOutcome && { available: hasOutcome }),
        run: () => state().open(overlay),
      }),
    );
  return [
    ...doors(KEEP, 'Keep and share'),
    ...doors(HELP, 'Help and settings'),
    {
      id: 'hints',
      title: 'First steps',
      group: 'Help and settings',
      words: 'hints tour welcome guide help',
      chosen: () => state().hints,
      run: () => state().showHints(!state().hints),
    },
    {
      id: 'new-version',
      title: 'Use the new version',
      group: 'Help and settings',
      words: 'update upgrade reload',
      available: () => versions.getState().phase !== 'current',
      run: () => versions.getState().take(),
    },
    ...THEMES.map(
      ([theme, title]): Command => ({
        id: `theme-${theme}`,
        title,
        group: 'Help and settings',
        words: 'colour appearance mode',
        chosen: () => state().theme === theme,
        run: () => state().chooseTheme(theme),
      }),
    ),
    ...NUMBERS.map(
      ([numbers, title]): Command => ({
        id: `numbers-${numbers}`,
        title,
        group: 'Help and settings',
        words: 'locale decimal mark comma point',
        chosen: () => state().numbers === numbers,
        run: () => state().chooseNumbers(numbers),
      }),
    ),
  ];
}
