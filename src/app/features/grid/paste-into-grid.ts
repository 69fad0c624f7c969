import type { Address } from '../../state/field.ts';
import { holds, selectedBox } from '../../state/grid-range.ts';
import type { Stores } from '../../state/stores.ts';
import { pastedEdits } from './pasted-edits.ts';

/**
 * Types a pasted block of numbers into the grid, as one step of undo, and selects what it filled;
 * says so where the cells cannot be typed. False where the text is no such block.
 * @param focused The grid's focused cell.
 */
export function pasteIntoGrid(
  text: string,
  focused: Address,
  { surfaces, view }: Pick<Stores, 'surfaces' | 'view'>,
): boolean {
  const { surface } = surfaces.getState().document;
  const { gridView, range: selected, select } = view.getState();
  const range = selected && holds(selectedBox(selected, focused), focused) ? selected : undefined;
  const pasted = pastedEdits(text, { surface, view: gridView, active: focused, range });
  if (!pasted) return false;
  if (!pasted.ok) {
    surfaces.getState().reject({ title: 'Nothing was pasted.', problems: pasted.problems });
    return true;
  }
  const { edits, box } = pasted.value;
  surfaces.getState().edit(edits);
  const isOneKind = box.top >= 0 === box.bottom >= 0 && box.left >= 0 === box.right >= 0;
  if (edits.length > 1 && isOneKind) {
    const anchor = { row: box.top, column: box.left };
    select({ anchor, head: { row: box.bottom, column: box.right } });
  }
  return true;
}
