import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { drawnRows, ROW_HEIGHT, scrolledHeight, scrollTo } from './row-scroll.ts';
import styles from './virtual-table.module.css';

export interface Column {
  readonly key: string;
  readonly title: ReactNode;
  /** Least width in px; the last column takes what is left. */
  readonly width: number;
  readonly isNumber?: boolean;
  readonly hint?: string;
}

export interface Sorting {
  readonly key: string;
  readonly isDown: boolean;
}

export interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** The cells of the row that stands at this place. */
  readonly cells: (at: number) => readonly ReactNode[];
  /** Marks a row as in trouble. */
  readonly isTrouble?: (at: number) => boolean;
  readonly sorting?: Sorting | undefined;
  /** Where the columns can be sorted by. */
  readonly onSort?: (key: string) => void;
  /** The place that the keys are at. */
  readonly active: number;
  readonly onActive: (at: number) => void;
  /** At Enter or a double click. */
  readonly onOpen?: (at: number) => void;
}

/** Px of the header row. */
const HEADER = 28;

/**
 * A table of up to millions of rows, of which those in view are drawn. The rows are one tab stop,
 * and each column that sorts another: arrow keys, Page keys, Home and End go through the rows, Enter
 * opens one.
 */
export function VirtualTable(props: VirtualTableProps) {
  const { label, columns, rows, cells, isTrouble, sorting, onSort, onActive, onOpen } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const active = Math.min(props.active, rows - 1);
  const look = useCallback(() => {
    const element = scroller.current;
    if (element) setView({ top: element.scrollTop, height: element.clientHeight - HEADER });
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [look]);

  const goTo = (row: number) => {
    const target = Math.min(Math.max(row, 0), rows - 1);
    onActive(target);
    const element = scroller.current;
    if (element) {
      element.scrollTop = scrollTo(target, rows, element.scrollTop, element.clientHeight - HEADER);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The sort buttons in the header have keys of their own.
    if (event.target !== event.currentTarget || event.altKey || rows === 0) return;
    const page = Math.max(Math.floor(view.height / ROW_HEIGHT) - 1, 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: active - 1,
      ArrowDown: active + 1,
      PageUp: active - page,
      PageDown: active + page,
      Home: 0,
      End: rows - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) goTo(target);
    else if (event.key === 'Enter' && onOpen) onOpen(active);
    else return;
    event.preventDefault();
  };

  const { first, end, top } = drawnRows(rows, view.top, view.height);
  const drawn = Array.from({ length: Math.max(end - first, 0) }, (_, i) => first + i);
  const template = columns
    .map(({ width }, i) => (i === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
    .join(' ');
  return (
    <div ref={scroller} className={styles.scroller} onScroll={look}>
      <div style={{ height: scrolledHeight(rows) + HEADER }} className={styles.length}>
        <table
          className={styles.table}
          style={{ '--columns': template, top } as CSSProperties}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a table.
          role="grid"
          aria-label={label}
          aria-rowcount={rows + 1}
          aria-colcount={columns.length}
          aria-activedescendant={active >= first && active < end ? `${id}-${active}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          {/* biome-ignore lint/a11y/noRedundantRoles: what is not laid out as a table loses its roles. */}
          <thead role="rowgroup">
            {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
            <tr role="row" aria-rowindex={1}>
              {columns.map(({ key, title, isNumber, hint }) => (
                <th
                  key={key}
                  // biome-ignore lint/a11y/noRedundantRoles: as above.
                  role="columnheader"
                  scope="col"
                  data-number={isNumber}
                  title={hint}
                  {...(onSort && { 'aria-sort': sortOf(key, sorting) })}
                >
                  {onSort ? (
                    <button type="button" onClick={() => onSort(key)}>
                      {title}
                      <span aria-hidden="true">{arrowOf(key, sorting)}</span>
                    </button>
                  ) : (
                    title
                  )}
                </th>
              ))}
            </tr>
          </thead>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above. */}
          <tbody role="rowgroup">
            {drawn.map((at) => (
              <tr
                key={at}
                id={`${id}-${at}`}
                // biome-ignore lint/a11y/noRedundantRoles: as above.
                role="row"
                aria-rowindex={at + 2}
                aria-selected={at === active}
                data-trouble={isTrouble?.(at) || undefined}
                onClick={() => onActive(at)}
                onDoubleClick={() => onOpen?.(at)}
              >
                {cells(at).map((cell, i) => (
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active.
                  <td
                    key={columns[i]?.key}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as of the grid.
                    role="gridcell"
                    data-number={columns[i]?.isNumber}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function sortOf(key: string, sorting: Sorting | undefined) {
  if (sorting?.key !== key) return 'none';
  return sorting.isDown ? 'descending' : 'ascending';
}

function arrowOf(key: string, sorting: Sorting | undefined): string {
  if (sorting?.key !== key) return '';
  return sorting.isDown ? ' ↓' : ' ↑';
}
