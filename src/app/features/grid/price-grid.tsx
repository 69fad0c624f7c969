import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type PointerEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { distinctLabels } from '../../format/quotes.ts';
import { boxSize, selectedBox } from '../../state/grid-range.ts';
import { useStores, useSurface, useView } from '../../state/stores.ts';
import { type CellFace, nearestIndex } from './cell-faces.ts';
import type { CellProblem } from './cell-problems.ts';
import { addressOf, createGridActions, type Editing } from './grid-actions.ts';
import { type Shown, shownDrafts } from './grid-edits.ts';
import { gridCommand } from './grid-keys.ts';
import { GridRow } from './grid-row.tsx';
import styles from './price-grid.module.css';
import { useCentredRow, useDrawnRows } from './row-window.ts';
import { useGridClipboard } from './use-grid-clipboard.ts';
import { useGridFocus, useRevealedHead } from './use-grid-focus.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useKeptRows } from './use-shown.ts';

export interface PriceGridProps {
  readonly shown: Shown;
  readonly problems: ReadonlyMap<string, readonly CellProblem[]>;
}

/** The table of strikes × maturities: one tab stop, spreadsheet keys, editing in place. */
export function PriceGrid({ shown, problems }: PriceGridProps) {
  const stores = useStores();
  const { view } = stores;
  const { surface } = shown.document;
  const active = useView((state) => state.active);
  const range = useView((state) => state.range);
  const hovered = useView((state) => state.hovered);
  const maturity = useView((state) => state.maturity);
  const [editing, setEditing] = useState<Editing>();
  const table = useRef<HTMLTableElement>(null);
  const scroller = useRef<HTMLDivElement>(null);

  const { strikes, maturities } = surface;
  const size = useMemo(
    () => ({ rows: strikes.length, columns: maturities.length }),
    [strikes, maturities],
  );
  const maturityFaces = useMemo(() => headerFaces(maturities), [maturities]);
  const strikeFaces = useMemo(() => headerFaces(strikes), [strikes]);
  const { faces } = shown;
  const strikeRows = useKeptRows(
    useMemo(
      () =>
        strikeFaces.map((strike, row) => [
          strike,
          ...faces.slice(row * size.columns, (row + 1) * size.columns),
        ]),
      [strikeFaces, size, faces],
    ),
  );
  const drafts = useMemo(() => shownDrafts(shown), [shown]);
  const spotRow = nearestIndex(strikes, surface.spot);
  const [drawn, onScroll] = useDrawnRows(scroller, size, active.row, range?.head.row ?? active.row);
  useCentredRow(
    scroller,
    spotRow,
    size.rows,
    useSurface((state) => state.document.origin.title),
  );

  const latest = useRef(shown);
  latest.current = shown;
  const actions = useMemo(
    () => createGridActions(stores, () => latest.current, setEditing),
    [stores],
  );
  const pointer = useGridPointer(scroller, actions);
  useGridClipboard(table, actions);
  const focus = useGridFocus(table, size);
  const reveal = useRevealedHead(table);

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== undefined || event.altKey || event.nativeEvent.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    const command = gridCommand(
      { key: event.key, control, shift: event.shiftKey },
      actions.place(),
    );
    if (!command) return;
    if (command.does === 'extend') reveal();
    actions.run(command);
    event.preventDefault();
    // Escape has done its work here.
    event.stopPropagation();
  };

  const onPointerOver = (event: PointerEvent) => {
    const { row = -1, column = -1 } = addressOf(event.target as Element) ?? {};
    view.getState().hover(row < 0 || column < 0 ? undefined : { strike: row, maturity: column });
  };

  const box = selectedBox(range, active);
  const isRange = range !== undefined;
  const row = (index: number, faces: readonly CellFace[], className: string | undefined) => {
    const isSelected = isRange && index >= box.top && index <= box.bottom;
    return (
      <GridRow
        key={index}
        row={index}
        faces={faces}
        className={className}
        drafts={drafts}
        problems={problems}
        view={shown.view}
        activeColumn={active.row === index ? active.column : undefined}
        selectedFrom={isSelected ? box.left : undefined}
        selectedTo={isSelected ? box.right : undefined}
        selectedSides={`${isSelected && index === box.top ? 't' : ''}${isSelected && index === box.bottom ? 'b' : ''}`}
        litColumn={
          hovered && (index < 0 || index === hovered.strike) ? hovered.maturity : undefined
        }
        chosenColumn={index < 0 ? maturity : undefined}
        editing={editing?.address.row === index ? editing : undefined}
        actions={actions}
      />
    );
  };

  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table
        ref={table}
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a table.
        role="grid"
        aria-label="Option prices"
        aria-multiselectable="true"
        aria-rowcount={size.rows + 1}
        aria-colcount={size.columns + 1}
        data-range={isRange ? `${boxSize(box).rows}×${boxSize(box).columns}` : undefined}
        {...pointer}
        {...focus}
        onKeyDown={onKeyDown}
        onPointerOver={onPointerOver}
        onPointerLeave={() => view.getState().hover(undefined)}
      >
        <thead>{row(-1, maturityFaces, undefined)}</thead>
        <tbody>
          {drawn.map((index, i) => (
            <Fragment key={index}>
              <Gap rows={index - (drawn[i - 1] ?? -1) - 1} />
              {row(index, strikeRows[index] ?? [], index === spotRow ? styles.spot : undefined)}
            </Fragment>
          ))}
          <Gap rows={size.rows - (drawn.at(-1) ?? -1) - 1} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are out of view. */
function Gap({ rows }: { readonly rows: number }) {
  if (rows === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr aria-hidden="true">
      <td className={styles.gap} style={{ '--rows': rows } as CSSProperties} />
    </tr>
  );
}

function headerFaces(values: readonly number[]): CellFace[] {
  return distinctLabels(values).map((text, i) => ({
    text,
    value: values[i],
    level: 0,
    tone: 'heat',
  }));
}
