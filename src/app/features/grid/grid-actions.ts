import { type Address, fieldKey } from '../../state/field.ts';
import { selectedBox } from '../../state/grid-range.ts';
import type { Stores } from '../../state/stores.ts';
import type { CellActions } from './grid-cell.tsx';
import {
  type CellEdits,
  clearEdits,
  copiedText,
  fillEdits,
  isEditable,
  type Shown,
  sameEdits,
  shownText,
  typedText,
} from './grid-edits.ts';
import { afterTyping, type GridCommand, type GridPlace } from './grid-keys.ts';

/** A cell with the text that its editor opens with. */
export interface Editing {
  readonly address: Address;
  readonly text: string;
}

/** All that keys, pointer and clipboard ask of the grid. */
export interface GridActions extends CellActions {
  readonly place: () => GridPlace;
  readonly run: (command: GridCommand) => void;
  /** The selected cells as text. */
  readonly copy: () => string;
  readonly cut: () => string;
}

/**
 * The grid's actions on the stores: what is typed, filled, cleared or cut at once is one step of
 * undo.
 * @param shown What the grid shows now.
 * @param setEditing Opens the editor at a cell, or closes it.
 */
export function createGridActions(
  { surfaces, view }: Pick<Stores, 'surfaces' | 'view'>,
  shown: () => Shown,
  setEditing: (editing: Editing | undefined) => void,
): GridActions {
  const place = (): GridPlace => {
    const { active, range } = view.getState();
    const { strikes, maturities } = surfaces.getState().document.surface;
    return { active, range, size: { rows: strikes.length, columns: maturities.length } };
  };
  const box = () => {
    const { active, range } = view.getState();
    return selectedBox(range, active);
  };
  const type = (edits: CellEdits) => {
    if (edits.length > 0) surfaces.getState().edit(edits);
  };
  const open = (address: Address, text: string) => {
    if (isEditable(shown().view, address)) setEditing({ address, text });
  };
  const edit = (address: Address) => open(address, shownText(shown(), address) ?? '');
  const keep = (address: Address, text: string) => {
    // A volatility shown is no exact price: opened and kept, it must change nothing.
    const same = text.trim() === (shownText(shown(), address) ?? '');
    if (!same) type([[address, typedText(shown().view, address, text)]]);
  };

  return {
    place,
    edit,
    focus: (address) => view.getState().activate(address),
    close: (address, text) => {
      if (text !== undefined) keep(address, text);
      setEditing(undefined);
      // Left by the pointer, the focus is elsewhere already.
      if (text === undefined) view.getState().step(address);
    },
    leave: (address, text, pressed) => {
      if (pressed.control) {
        if (pressed.key !== 'Enter') return false;
        type(sameEdits(shown().view, box(), text));
        setEditing(undefined);
        view.getState().step(address);
        return true;
      }
      const { range } = view.getState();
      const next = afterTyping(pressed, { ...place(), active: address });
      if (!next) return false;
      // First, so that the edit is asked for before React takes up what has changed.
      keep(address, text);
      setEditing(undefined);
      if (range && !pressed.key.startsWith('Arrow')) view.getState().step(next);
      else view.getState().jump(next);
      return true;
    },
    run: (command) => {
      const { active } = view.getState();
      switch (command.does) {
        case 'move':
          return view.getState().jump(command.to);
        case 'extend':
          return view.getState().extend(command.to);
        case 'select':
          return view.getState().select(command.range);
        case 'drop':
          return view.getState().select(undefined);
        case 'edit':
          return edit(active);
        case 'type':
          return open(active, command.text);
        case 'clear':
          return type(clearEdits(shown().view, box()));
        case 'fillDown':
          return type(fillEdits(shown(), box(), 'down'));
        case 'fillRight':
          return type(fillEdits(shown(), box(), 'right'));
      }
    },
    copy: () => copiedText(shown(), box()),
    cut: () => {
      const text = copiedText(shown(), box());
      type(clearEdits(shown().view, box()));
      return text;
    },
  };
}

/** The cell of the grid that an element stands in. */
export function addressOf(element: Element): Address | undefined {
  const key = element.closest<HTMLElement>('[role=grid] [data-key]')?.dataset.key;
  const [row, column] = key?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** The element of a cell, where it is drawn. */
export function elementOf(table: HTMLElement | null, address: Address): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-key="${fieldKey(address)}"]`) ?? null;
}
