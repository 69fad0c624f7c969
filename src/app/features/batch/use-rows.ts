import { useEffect, useState } from 'react';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import { type BatchTable, marks } from '../../state/batch/batch-table.ts';
import { inSlices } from './in-slices.ts';
import { type Compare, orderSteps } from './row-order.ts';
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
    const compare = sorting && compareOf(table, sorting);
    void whileGrowing(table, stop.signal, async () => {
      const order = await inSlices(orderSteps(table.rows, passes, compare), stop.signal);
      if (order) setFound({ of: table, order });
    });
    return () => stop.abort();
  }, [table, isPlain, shown, text, sorting]);
  if (isPlain) return { count: rows, at: (place) => place };
  const order = found?.of === table ? found.order : undefined;
  return { count: order?.length ?? 0, at: (place) => order?.[place] ?? 0 };
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

/** Numbers by size, with rows that have none last either way; ids as dates or numbers where they are. */
function compareOf(table: BatchTable, { key, isDown }: Sorting): Compare {
  const sign = isDown ? -1 : 1;
  if (key === 'id' && !table.isDated) {
    return (a, b) => {
      const [left, right] = [table.id(a), table.id(b)];
      const difference = Number(left) - Number(right);
      if (difference !== 0 && !Number.isNaN(difference)) return sign * difference;
      return left < right ? -sign : left > right ? sign : 0;
    };
  }
  const value = keyOf(table, key);
  return (a, b) => {
    const [left, right] = [value(a), value(b)];
    if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1;
    return Number.isNaN(right) ? -1 : sign * (left - right);
  };
}

function keyOf(table: BatchTable, key: string): (row: number) => number {
  if (key === 'id') return (row) => table.dates.at(row);
  if (key === 'rmse') return (row) => table.rmse.at(row);
  if (key === 'unfamiliarity') return (row) => table.unfamiliarity.at(row);
  if (key === 'status') return (row) => table.marks(row);
  const column = table.columns.find(({ spec, model }) => `${model.name}.${spec.key}` === key);
  return (row) => column?.values.at(row) ?? Number.NaN;
}
