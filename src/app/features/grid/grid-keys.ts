import type { Address } from '../../state/field.ts';
import { type GridRange, nextWithin, selectedBox } from '../../state/grid-range.ts';
import { destination, type GridSize } from './navigation.ts';

/** The grid's keys in words, for those who look them up. */
export const gridKeys: ReadonlyArray<{ readonly keys: string; readonly does: string }> = [
  { keys: '← ↑ → ↓', does: 'Move by a cell; into strikes and maturities, too' },
  { keys: 'Ctrl+Arrow', does: 'Move to the first or last price of the row or column' },
  { keys: 'Home, End', does: 'Move to the first or last maturity' },
  { keys: 'Ctrl+Home, Ctrl+End', does: 'Move to the first or last price' },
  { keys: 'PageUp, PageDown', does: 'Move by ten strikes' },
  { keys: 'Shift+any of these', does: 'Select from the active cell to there' },
  { keys: 'Shift+Space', does: 'Select the row' },
  { keys: 'Ctrl+Space', does: 'Select the column' },
  { keys: 'Ctrl+A', does: 'Select all prices; copied, they keep strikes and maturities' },
  { keys: 'Escape', does: 'Drop the selection, or what is being typed' },
  { keys: 'Enter, F2', does: 'Edit the cell; typing replaces it' },
  { keys: 'Enter, Tab', does: 'Keep what is typed and go down or right, in the selection if any' },
  { keys: 'Ctrl+Enter', does: 'Keep what is typed in every selected cell' },
  { keys: 'Delete', does: 'Take the selected quotes away' },
  { keys: 'Ctrl+D, Ctrl+R', does: 'Fill down, fill right' },
  { keys: 'Ctrl+C, Ctrl+X, Ctrl+V', does: 'Copy, cut and paste cells, as a spreadsheet does' },
];

/** What a key asks of the grid. */
export type GridCommand =
  | { readonly does: 'move' | 'extend'; readonly to: Address }
  | { readonly does: 'select'; readonly range: GridRange }
  | { readonly does: 'drop' | 'edit' | 'clear' | 'fillDown' | 'fillRight' }
  | { readonly does: 'type'; readonly text: string };

export interface PressedKey {
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
}

/** Where the grid's keys are pressed. */
export interface GridPlace {
  readonly active: Address;
  readonly range: GridRange | undefined;
  readonly size: GridSize;
}

/** What a key means in the grid while nothing is typed there; undefined for a key that is not its. */
export function gridCommand(
  { key, control, shift }: PressedKey,
  { active, range, size }: GridPlace,
): GridCommand | undefined {
  const to = destination(key, control, shift ? (range?.head ?? active) : active, size);
  if (to !== undefined) return { does: shift ? 'extend' : 'move', to };
  if (key === ' ')
    return control || shift ? { does: 'select', range: line(active, size, control) } : undefined;
  if (control) return shift ? undefined : controlCommand(key.toLowerCase(), size);
  if (key === 'Escape') return range && { does: 'drop' };
  if (key === 'Enter' || key === 'F2') return { does: 'edit' };
  if (key === 'Delete' || key === 'Backspace') return { does: 'clear' };
  return TYPED.test(key) ? { does: 'type', text: key } : undefined;
}

/** What a price may begin with. Other signs are left to the page, such as its question mark. */
const TYPED = /^[\p{L}\p{N}\p{Sc}.,+\-−]$/u;

function controlCommand(key: string, size: GridSize): GridCommand | undefined {
  switch (key) {
    case 'a':
      return { does: 'select', range: allPrices(size) };
    case 'd':
      return { does: 'fillDown' };
    case 'r':
      return { does: 'fillRight' };
    default:
      return undefined;
  }
}

export function allPrices({ rows, columns }: GridSize): GridRange {
  return { anchor: { row: 0, column: 0 }, head: { row: rows - 1, column: columns - 1 } };
}

/** The prices of the column or row of a cell, be it their header. */
function line({ row, column }: Address, size: GridSize, isColumn: boolean): GridRange {
  const all = allPrices(size);
  if (isColumn) {
    const at = Math.max(column, 0);
    return { anchor: { ...all.anchor, column: at }, head: { ...all.head, column: at } };
  }
  const at = Math.max(row, 0);
  return { anchor: { ...all.anchor, row: at }, head: { ...all.head, row: at } };
}

/** Keys that end typing, and where they lead: round the selection, if there is one. */
export function afterTyping(
  { key, shift }: Pick<PressedKey, 'key' | 'shift'>,
  { active, range, size }: GridPlace,
): Address | undefined {
  const step = STEPS[shift ? `Shift+${key}` : key];
  if (step === undefined) return undefined;
  if (range && !key.startsWith('Arrow'))
    return nextWithin(selectedBox(range, active), active, step);
  return destination(step, false, active, size) ?? active;
}

const STEPS: Readonly<Record<string, 'ArrowDown' | 'ArrowUp' | 'ArrowRight' | 'ArrowLeft'>> = {
  Enter: 'ArrowDown',
  'Shift+Enter': 'ArrowUp',
  Tab: 'ArrowRight',
  'Shift+Tab': 'ArrowLeft',
  ArrowDown: 'ArrowDown',
  ArrowUp: 'ArrowUp',
};
