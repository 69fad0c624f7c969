import { memo } from 'react';
import { fieldKey } from '../../state/field.ts';
import type { GridView } from '../../state/view-store.ts';
import type { CellFace } from './cell-faces.ts';
import type { CellProblem } from './cell-problems.ts';
import type { Editing } from './grid-actions.ts';
import { type CellActions, GridCell } from './grid-cell.tsx';
import { isEditable } from './grid-edits.ts';
import styles from './price-grid.module.css';

export interface GridRowProps {
  /** −1 is the row of maturities. */
  readonly row: number;
  /** The strike's first, but in the row of maturities, which begins with the corner. */
  readonly faces: readonly CellFace[];
  readonly className: string | undefined;
  /** By {@link fieldKey}. */
  readonly drafts: ReadonlyMap<string, string>;
  readonly problems: ReadonlyMap<string, readonly CellProblem[]>;
  readonly view: GridView;
  readonly activeColumn: number | undefined;
  /** First and last selected column, and at which sides of the selection the row lies (`t`, `b`). */
  readonly selectedFrom: number | undefined;
  readonly selectedTo: number | undefined;
  readonly selectedSides: string;
  /** The column under the pointer, where that is in this row or this is the row of maturities. */
  readonly litColumn: number | undefined;
  readonly chosenColumn: number | undefined;
  readonly editing: Editing | undefined;
  readonly actions: CellActions;
}

/** A row of the grid. Memoised: a move of focus or pointer draws three of what may be hundreds. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, faces, className, drafts, problems, litColumn, editing } = props;
  const first = row < 0 ? 0 : -1;
  return (
    <tr className={className}>
      {row < 0 && (
        <th scope="col" className={styles.corner} data-corner title="Select all prices (Ctrl+A)">
          <i>K</i> \ <i>T</i>
          <span className="visually-hidden"> strike by maturity in years</span>
        </th>
      )}
      {faces.map((face, i) => {
        const column = first + i;
        const key = fieldKey({ row, column });
        return (
          <GridCell
            key={key}
            row={row}
            column={column}
            face={face}
            className={row < 0 ? styles.maturity : column < 0 ? styles.strike : undefined}
            draft={drafts.get(key)}
            problems={problems.get(key)}
            isActive={props.activeColumn === column}
            selected={selectedSides(props, column)}
            isVolatility={props.view === 'volatility' && row >= 0 && column >= 0}
            isReadOnly={!isEditable(props.view, { row, column })}
            isLit={litColumn !== undefined && (column === litColumn || column < 0)}
            isChosen={props.chosenColumn === column}
            editing={editing?.address.column === column ? editing.text : undefined}
            actions={props.actions}
          />
        );
      })}
    </tr>
  );
});

function selectedSides(
  { selectedFrom: from, selectedTo: to, selectedSides: sides }: GridRowProps,
  column: number,
): string | undefined {
  if (from === undefined || to === undefined || column < from || column > to) return undefined;
  return `${sides}${column === from ? 'l' : ''}${column === to ? 'r' : ''}`;
}
