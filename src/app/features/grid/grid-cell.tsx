import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { type Address, fieldKey } from '../../state/field.ts';
import type { CellFace } from './cell-faces.ts';
import type { CellProblem } from './cell-problems.ts';
import { destination, type GridSize } from './navigation.ts';
import styles from './price-grid.module.css';

export interface GridCellProps {
  readonly row: number;
  readonly column: number;
  readonly face: CellFace;
  readonly className: string | undefined;
  /** Text typed that is not yet part of the surface. */
  readonly draft: string | undefined;
  readonly problems: readonly CellProblem[] | undefined;
  readonly isActive: boolean;
  /** Under the pointer, or the header of the cell that is. */
  readonly isLit: boolean;
  /** The maturity that the plots show. */
  readonly isChosen: boolean;
  readonly size: GridSize;
  /** Text that the editor opens with; undefined while the cell is not edited. */
  readonly editing: string | undefined;
  readonly actions: CellActions;
}

/** What cells ask of the grid; the same object in every render. */
export interface CellActions {
  readonly edit: (address: Address) => void;
  readonly focus: (address: Address) => void;
  /** Ends editing: with the text to keep, or undefined; and the cell to go to. */
  readonly close: (address: Address, text: string | undefined, next: Address | undefined) => void;
}

/**
 * A price, a strike or a maturity, with its editor while it is typed. Memoised: a move of focus or
 * pointer draws a handful of the cells.
 */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { row, column, face, problems, draft, editing, actions } = props;
  const address = { row, column };
  const isHeader = row < 0 || column < 0;
  const Tag = isHeader ? 'th' : 'td';
  return (
    <Tag
      role={row < 0 ? 'columnheader' : isHeader ? 'rowheader' : 'gridcell'}
      scope={row < 0 ? 'col' : isHeader ? 'row' : undefined}
      className={props.className}
      tabIndex={props.isActive && editing === undefined ? 0 : -1}
      data-key={fieldKey(address)}
      data-value={face.value}
      data-tone={face.tone}
      data-level={face.level}
      data-problem={problems?.[0]?.severity}
      data-editing={editing !== undefined || undefined}
      data-draft={draft !== undefined || undefined}
      data-lit={props.isLit || undefined}
      data-chosen={props.isChosen || undefined}
      aria-rowindex={row + 2}
      aria-colindex={column + 2}
      aria-invalid={problems?.[0]?.severity === 'error' || undefined}
      aria-describedby={problems && props.isActive ? CELL_REASON : undefined}
      onFocus={() => actions.focus(address)}
      onDoubleClick={() => actions.edit(address)}
    >
      {editing === undefined ? (draft ?? <Face {...face} />) : <Editor {...props} text={editing} />}
    </Tag>
  );
});

function Face({ text, isPut }: CellFace) {
  if (!isPut) return text;
  return (
    <>
      <span className={styles.put} aria-hidden="true">
        P
      </span>
      <span className="visually-hidden">put </span>
      {text}
    </>
  );
}

/** Id of the element that says what is wrong with the active cell. */
export const CELL_REASON = 'cell-reason';

function Editor(props: GridCellProps & { readonly text: string }) {
  const { row, column, face, text, size, actions } = props;
  const address = { row, column };
  // Closing takes the focus away, which must not close again.
  const closed = useRef(false);
  const close = (kept: string | undefined, next: Address | undefined) => {
    if (closed.current) return;
    closed.current = true;
    actions.close(address, kept, next);
  };
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const value = event.currentTarget.value;
    const key = nextKey(event);
    if (key !== undefined) close(value, destination(key, false, address, size) ?? address);
    else if (event.key === 'Escape') close(undefined, address);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const name =
    row < 0
      ? `Maturity ${column + 1}`
      : column < 0
        ? `Strike ${row + 1}`
        : `${face.isPut ? 'Put price' : 'Price'}, strike ${row + 1}, maturity ${column + 1}`;
  return (
    <input
      ref={input}
      className={styles.editor}
      aria-label={name}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      defaultValue={text}
      onKeyDown={onKeyDown}
      onBlur={(event) => close(event.currentTarget.value, undefined)}
    />
  );
}

/** The arrow that a committing key stands for. */
function nextKey({ key, shiftKey }: KeyboardEvent): string | undefined {
  if (key === 'Enter') return shiftKey ? 'ArrowUp' : 'ArrowDown';
  if (key === 'Tab') return shiftKey ? 'ArrowLeft' : 'ArrowRight';
  return key === 'ArrowUp' || key === 'ArrowDown' ? key : undefined;
}
