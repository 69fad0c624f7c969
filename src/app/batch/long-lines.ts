import { MOST_QUOTES } from '../../calibration/quotes/limits.ts';
import type { ImportContext } from '../features/import/import-context.ts';
import { type QuoteColumns, quoteColumns } from '../features/import/list/quote-columns.ts';
import { quoteListSurface } from '../features/import/list/quote-list.ts';
import { type DecimalMark, decimalMark } from '../features/import/number-format.ts';
import type { Delimiter } from '../features/import/reading-options.ts';
import type { Row } from '../features/import/table/read-table.ts';
import { excerpt } from '../features/import/words.ts';
import {
  type BatchItem,
  faultItem,
  type LineReader,
  messagesOf,
  ownId,
  surfaceItem,
} from './batch-item.ts';
import { cellsOf, isIdName, isNaNText } from './delimited-line.ts';

/** Ids of before that are known again when they return. */
const IDS_KEPT = 10_000;

/**
 * Reads files with one quote a line under a header, as one surface's list of quotes is read, with an
 * id or date in every line. The lines of a surface stand together. Undefined where the first line is
 * no such header.
 */
export function longLines(
  file: string,
  header: string,
  delimiter: Delimiter,
  context: ImportContext,
): LineReader | undefined {
  const names = cellsOf(header, delimiter);
  const list = quoteColumns([{ cells: names }]);
  const ids = idColumns(names, list);
  if (!list || ids.length === 0) return undefined;
  const seen = new Set<string>();
  let headerRow: Row | undefined;
  let mark: DecimalMark | undefined;
  let id = '';
  let rows: Row[] = [];

  const flush = (): BatchItem[] => {
    const [first] = rows;
    const own = rows;
    rows = [];
    if (!first || !headerRow) return [];
    const place = { file, line: first.number };
    if (seen.has(id)) {
      const reason = `There are lines of ${excerpt(id)} further up: sort the file so that those of a surface stand together.`;
      return [faultItem(id, place, reason)];
    }
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > IDS_KEPT && oldest !== undefined) seen.delete(oldest);
    const failed = own.find(({ cells }) =>
      [...list.columns.values()].some((i) => isNaNText(cells[i] ?? '')),
    );
    if (failed) {
      const reason = `Row ${failed.number} has “NaN”, which is not a number. Leave the cell empty, or remove the row.`;
      return [faultItem(id, place, reason)];
    }
    mark ??= decimalMark(cellsRead(own, list)).mark;
    const { result, doubts } = quoteListSurface(
      list,
      [headerRow, ...own],
      new Map(),
      mark ?? '.',
      context,
    );
    if (!result.ok) return [faultItem(id, place, messagesOf(result.problems))];
    const [doubt] = doubts;
    if (!doubt) return [surfaceItem(id, place, result.value)];
    const reason = `${doubt.question} Name the column of maturities “years” or “days”, and write dates as 2026-01-31.`;
    return [faultItem(id, place, reason)];
  };

  return {
    take(text, line) {
      const cells = cellsOf(text, delimiter);
      headerRow ??= { number: line, cells };
      if (headerRow.number === line) return [];
      const next = ownId(ids.map((i) => cells[i] ?? '').join(' '));
      if (next === '') {
        const reason = `The line has no “${names[ids[0] ?? 0]}”, which says whose quote it is. Fill it in.`;
        return [faultItem(undefined, { file, line }, reason)];
      }
      const done = next === id ? [] : flush();
      id = next;
      // One more than a surface may have, which is then said to be too large.
      if (rows.length <= MOST_QUOTES) rows.push({ number: line, cells });
      return done;
    },
    end: flush,
  };
}

function idColumns(names: readonly string[], list: QuoteColumns | undefined): number[] {
  const taken = new Set(list?.columns.values());
  const own = [...names.keys()].filter((i) => isIdName(names[i] ?? '') && !taken.has(i));
  const date = list?.columns.get('date');
  return date === undefined ? own : [...own, date];
}

function* cellsRead(rows: readonly Row[], { columns }: QuoteColumns): Generator<string> {
  for (const { cells } of rows) for (const i of columns.values()) yield cells[i] ?? '';
}
