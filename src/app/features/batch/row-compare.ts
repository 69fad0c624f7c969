import type { BatchTable } from '../../state/batch/batch-table.ts';
import type { Compare } from './row-order.ts';
import type { Sorting } from './virtual-table.tsx';

/** Numbers in an id count as numbers: line 2 stands before line 10. */
const texts = new Intl.Collator('en', { numeric: true });

/** Numbers by size, with rows that have none last either way; ids as dates where they all are. */
export function rowCompare(table: BatchTable, { key, isDown }: Sorting): Compare {
  const sign = isDown ? -1 : 1;
  if (key === 'id' && !table.isDated) {
    return (a, b) => sign * texts.compare(table.id(a), table.id(b));
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
