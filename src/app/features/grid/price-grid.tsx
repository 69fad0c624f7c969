import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Fit } from '../../../calibration/report/fit.ts';
import { distinctLabels } from '../../format/quotes.ts';
import { type Address, fieldKey } from '../../state/field.ts';
import { useStores, useSurface, useView } from '../../state/stores.ts';
import { fieldText } from '../../state/surface-document.ts';
import { type CellFace, cellFaces } from './cell-faces.ts';
import type { CellProblem } from './cell-problems.ts';
import { type Editing, GridRow } from './grid-row.tsx';
import { destination } from './navigation.ts';
import styles from './price-grid.module.css';
import { useCentredRow, useDrawnRows } from './row-window.ts';

export interface PriceGridProps {
  /** The fit of the surface on screen, if there is one. */
  readonly fit: Fit | undefined;
  readonly problems: ReadonlyMap<string, readonly CellProblem[]>;
}

/** The table of strikes × maturities: one tab stop, spreadsheet keys, editing in place. */
export function PriceGrid({ fit, problems }: PriceGridProps) {
  const { surfaces, view } = useStores();
  const { surface, drafts } = useSurface((state) => state.document);
  const gridView = useView((state) => state.gridView);
  const active = useView((state) => state.active);
  const hovered = useView((state) => state.hovered);
  const maturity = useView((state) => state.maturity);
  const focusRequests = useView((state) => state.focusRequests);
  const [editing, setEditing] = useState<Editing>();
  const table = useRef<HTMLTableElement>(null);

  const { strikes, maturities } = surface;
  const size = useMemo(
    () => ({ rows: strikes.length, columns: maturities.length }),
    [strikes, maturities],
  );
  const maturityFaces = useMemo(() => headerFaces(maturities), [maturities]);
  // Prices are the same under any fit: no cell is drawn again when one comes.
  const shownFit = gridView === 'price' ? undefined : fit;
  const faces = useMemo(
    () => cellFaces(gridView, surface, shownFit),
    [gridView, surface, shownFit],
  );
  const strikeRows = useMemo(
    () =>
      headerFaces(strikes).map((strike, row) => [
        strike,
        ...faces.slice(row * maturities.length, (row + 1) * maturities.length),
      ]),
    [strikes, maturities, faces],
  );
  const spotRow = nearestIndex(strikes, surface.spot);
  const editable = gridView === 'price';
  const scroller = useRef<HTMLDivElement>(null);
  const [drawn, onScroll] = useDrawnRows(scroller, size, active.row);
  useCentredRow(
    scroller,
    spotRow,
    size.rows,
    useSurface((state) => state.document.origin.title),
  );

  useEffect(() => {
    if (focusRequests === 0) return;
    const key = fieldKey(view.getState().active);
    table.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }, [focusRequests, view]);

  const actions = useMemo(() => {
    const open = (address: Address, text: string) => {
      if (view.getState().gridView === 'price') setEditing({ address, text });
    };
    return {
      open,
      edit: (address: Address) => {
        const { document } = surfaces.getState();
        const draft = document.drafts.get(fieldKey(address));
        open(address, draft ?? fieldText(document.surface, address));
      },
      focus: view.getState().activate,
      close: (address: Address, text: string | undefined, next: Address | undefined) => {
        setEditing(undefined);
        if (text !== undefined) surfaces.getState().edit([[address, text]]);
        if (next !== undefined) view.getState().jump(next);
      },
    };
  }, [surfaces, view]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== undefined || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const to = destination(event.key, control, active, size);
    if (to !== undefined) view.getState().jump(to);
    else if (event.key === 'Enter' || event.key === 'F2') actions.edit(active);
    else if (editable && (event.key === 'Delete' || event.key === 'Backspace')) {
      surfaces.getState().edit([[active, '']]);
    } else if (event.key.length === 1 && event.key !== ' ' && !control)
      actions.open(active, event.key);
    else return;
    event.preventDefault();
  };

  const onPointerOver = (event: PointerEvent) => {
    const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset.key;
    const [row = -1, column = -1] = key?.split(':').map(Number) ?? [];
    view.getState().hover(row < 0 || column < 0 ? undefined : { strike: row, maturity: column });
  };

  const row = (index: number, faces: readonly CellFace[], className: string | undefined) => (
    <GridRow
      key={index}
      row={index}
      faces={faces}
      className={className}
      drafts={editable ? drafts : NO_DRAFTS}
      problems={problems}
      activeColumn={active.row === index ? active.column : undefined}
      litColumn={hovered && (index < 0 || index === hovered.strike) ? hovered.maturity : undefined}
      chosenColumn={index < 0 ? maturity : undefined}
      size={size}
      editing={editing?.address.row === index ? editing : undefined}
      actions={actions}
    />
  );

  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table
        ref={table}
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a table.
        role="grid"
        aria-label="Option prices"
        aria-readonly={!editable}
        aria-rowcount={size.rows + 1}
        aria-colcount={size.columns + 1}
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

const NO_DRAFTS: ReadonlyMap<string, string> = new Map();

function headerFaces(values: readonly number[]): CellFace[] {
  return distinctLabels(values).map((text, i) => ({
    text,
    value: values[i],
    level: 0,
    tone: 'heat',
  }));
}

function nearestIndex(values: readonly number[], target: number): number {
  const distances = values.map((value) => Math.abs(value - target));
  return distances.indexOf(Math.min(...distances));
}
