import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { type Address, fieldKey } from '../../state/field.ts';
import type { CellFace } from './cell-faces.ts';
import type { CellProblem } from './cell-problems.ts';
import type { PressedKey } from './grid-keys.ts';
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
  /** Sides of the selection that it lies at (`t`, `r`, `b`, `l`); undefined outside. */
  readonly selected: string | undefined;
  /** A price seen, and typed, as its implied volatility. */
  readonly isVolatility: boolean;
  /** A number that cannot be typed. */
  readonly isReadOnly: boolean;
  /** Under the pointer, or the header of the cell that is. */
  readonly isLit: boolean;
  /** The maturity that the plots show. */
  readonly isChosen: boolean;
  /** Text that the editor opens with; undefined while the cell is not edited. */
  readonly editing: string | undefined;
  readonly actions: CellActions;
}

/** What cells ask of the grid; the same object in every render. */
export interface CellActions {
  readonly edit: (address: Address) => void;
  readonly focus: (address: Address) => void;
  /** Ends typing: keeps the text, or gives the former one back where that is undefined. */
  readonly close: (address: Address, text: string | undefined) => void;
  /** Ends typing where the key does so: keeps the text and goes where the key leads. */
  readonly leave: (address: Address, text: string, pressed: PressedKey) => boolean;
}

/**
 * A price, a strike or a maturity, with its editor while it is typed. Memoised: a move of focus or
 * pointer draws a handful of the cells.
 */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { row, column, face, problems, draft, editing, actions } = props;
  const address = { row, column };
  const isHeader = row < 0 || column < 0;
  const trouble = problems?.[0]?.message ?? face.why;
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
      data-selected={props.selected}
      data-atm={face.isAtm}
      title={trouble}
      aria-selected={props.isActive || props.selected !== undefined}
      aria-readonly={props.isReadOnly}
      aria-rowindex={row + 2}
      aria-colindex={column + 2}
      aria-invalid={problems?.[0]?.severity === 'error' || undefined}
      aria-describedby={props.isActive && (trouble || props.isReadOnly) ? CELL_REASON : undefined}
      onFocus={() => actions.focus(address)}
      onDoubleClick={() => actions.edit(address)}
    >
      {editing === undefined ? (draft ?? <Face {...face} />) : <Editor {...props} text={editing} />}
    </Tag>
  );
});

function Face({ text, isPut, isAtm }: CellFace) {
  if (!isPut && !isAtm) return text;
  return (
    <>
      {isPut && (
        <>
          <span className={styles.put} aria-hidden="true">
            P
          </span>
          <span className="visually-hidden">put </span>
        </>
      )}
      {isAtm && <span className="visually-hidden">at the money </span>}
      {text}
    </>
  );
}

/** Id of the element that says what is to be known of the active cell. */
export const CELL_REASON = 'cell-reason';

function Editor(props: GridCellProps & { readonly text: string }) {
  const { row, column, face, text, actions } = props;
  const address = { row, column };
  // Closing takes the focus away, which must not close again.
  const closed = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, shiftKey: shift, ctrlKey, metaKey } = event;
    // Enter may end the composition of a character.
    if (event.nativeEvent.isComposing) return;
    const wasClosed = closed.current;
    closed.current = true;
    if (key === 'Escape') actions.close(address, undefined);
    else if (
      !actions.leave(address, event.currentTarget.value, {
        key,
        shift,
        control: ctrlKey || metaKey,
      })
    ) {
      closed.current = wasClosed;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const name =
    row < 0
      ? `Maturity ${column + 1}`
      : column < 0
        ? `Strike ${row + 1}`
        : `${props.isVolatility ? 'Implied volatility in %' : face.isPut ? 'Put price' : 'Price'}, strike ${row + 1}, maturity ${column + 1}`;
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
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (closed.current) return;
        closed.current = true;
        actions.close(address, event.currentTarget.value);
      }}
    />
  );
}
