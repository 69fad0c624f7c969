import { useEffect, useMemo, useState } from 'react';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import { type BatchTable, marks } from '../../state/batch/batch-table.ts';
import { inSlices } from './in-slices.ts';
import { rowCompare } from './row-compare.ts';
import { orderSteps } from './row-order.ts';
import type { Sorting } from './virtual-table.tsx';
import { whileGrowing } from './while-growing.ts';

/** Which rows are shown. */
export type Shown = 'all' | 'problems' | 'not-identified';

export interface RowQuery {
  readonly shown: Shown;
  /** Stands in the id or in the reason. */
  readonly text: string;
  readonly sorting: Sorting | undefined;
}

/** Which rows stand where. */
export interface Rows {
  readonly count: number;
  readonly at: (place: number) => number;
  /** Where a row stands; undefined where it is not shown. */
  readonly placeOf: (row: number) => number | undefined;
}

/** The rows that a query finds, sorted in slices; those of before until then. */
export function useRows({ table, rows }: BatchResults, query: RowQuery): Rows {
  const { shown, text, sorting } = query;
  const isPlain = shown === 'all' && text === '' && !sorting;
  const [found, setFound] = useState<{ readonly of: BatchTable; readonly order: Uint32Array }>();
  useEffect(() => {
    if (isPlain) return undefined;
    const stop = new AbortController();
    const passes = passOf(table, { shown, text, sorting });
    void whileGrowing(table, stop.signal, async () => {
      // Rows that came meanwhile may have ids that are no dates.
      const compare = sorting && rowCompare(table, sorting);
      const order = await inSlices(orderSteps(table.rows, passes, compare), stop.signal);
      if (order) setFound({ of: table, order });
    });
    return () => stop.abort();
  }, [table, isPlain, shown, text, sorting]);
  const order = found?.of === table ? found.order : undefined;
  return useMemo(() => (isPlain ? asInFile(rows) : inOrder(order)), [isPlain, rows, order]);
}

function asInFile(rows: number): Rows {
  return {
    count: rows,
    at: (place) => place,
    placeOf: (row) => (row < rows ? row : undefined),
  };
}

function inOrder(order: Uint32Array = new Uint32Array()): Rows {
  return {
    count: order.length,
    at: (place) => order[place] ?? 0,
    placeOf: (row) => {
      const place = order.indexOf(row);
      return place === -1 ? undefined : place;
    },
  };
}

function passOf(table: BatchTable, { shown, text }: RowQuery) {
  const sought = text.trim().toLowerCase();
  if (shown === 'all' && sought === '') return undefined;
  return (row: number): boolean => {
    if (shown === 'problems' && !table.isTrouble(row)) return false;
    if (shown === 'not-identified' && !(table.marks(row) & marks.notIdentified)) return false;
    return (
      sought === '' ||
      table.id(row).toLowerCase().includes(sought) ||
      (table.reason(row)?.toLowerCase().includes(sought) ?? false)
    );
  };
}
