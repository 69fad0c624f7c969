import type { DecimalMark } from '../format/decimal-mark.ts';
import { type BatchTable, placeInModel } from '../state/batch/batch-table.ts';
import { nextTask } from '../state/next-task.ts';
import { csvText, type SheetCell } from './csv.ts';

/** Rows written in one task: some milliseconds. */
const ROWS = 1000;
const MARK = '\ufeff';

/** What is written of a batch. */
export interface WrittenBatch {
  readonly table: BatchTable;
  /** What is said of a row. */
  readonly status: (row: number) => string;
}

/** All rows as CSV for a spreadsheet of that decimal mark: see `csvText`. In slices. */
export async function batchCsv(batch: WrittenBatch, mark: DecimalMark): Promise<Blob> {
  const { table } = batch;
  const head = [
    ...['id', 'file', 'line'],
    ...table.columns.flatMap(({ spec: { key } }) => [key, `${key} low`, `${key} high`]),
    ...['objective', 'rmse', 'unfamiliarity', 'status'],
  ];
  const parts: Blob[] = [new Blob([MARK, csvText([head], mark)])];
  for (let from = 0; from < table.rows; from += ROWS) {
    const rows = Array.from({ length: Math.min(ROWS, table.rows - from) }, (_, i) =>
      sheetRow(batch, from + i),
    );
    const text = csvText(rows, mark);
    // One mark stands before all of it.
    parts.push(new Blob([text.startsWith(MARK) ? text.slice(1) : text]));
    await nextTask();
  }
  return new Blob(parts);
}

function sheetRow({ table, status }: WrittenBatch, row: number): SheetCell[] {
  const numbers = table.columns.flatMap(({ values, lows, highs }) =>
    [values, lows, highs].map((column) => column.at(row)),
  );
  return [
    ...[table.id(row), table.file(row), table.line(row)],
    ...numbers,
    ...[table.objective(row) ?? '', table.rmse.at(row), table.unfamiliarity.at(row), status(row)],
  ];
}

/** All rows as JSON lines: an object each, with null where there is no number. In slices. */
export async function batchLines(batch: WrittenBatch): Promise<Blob> {
  const { table } = batch;
  const parts: Blob[] = [];
  for (let from = 0; from < table.rows; from += ROWS) {
    const lines = Array.from({ length: Math.min(ROWS, table.rows - from) }, (_, i) =>
      JSON.stringify(lineOf(batch, from + i)),
    );
    parts.push(new Blob([`${lines.join('\n')}\n`]));
    await nextTask();
  }
  return new Blob(parts);
}

function lineOf({ table, status }: WrittenBatch, row: number): object {
  const place = { id: table.id(row), file: table.file(row), line: table.line(row) };
  if (table.isFailed(row)) return { ...place, success: false, message: status(row) };
  const objective = table.objective(row);
  const own = table.columns.flatMap((column, i) =>
    Number.isNaN(column.values.at(row)) ? [] : [{ ...column, i }],
  );
  const record = <T>(of: (column: (typeof own)[number]) => T) =>
    Object.fromEntries(own.map((column) => [column.spec.key, of(column)]));
  return {
    ...place,
    success: true,
    model_name: own[0]?.model.name,
    parameters: record(({ values }) => values.at(row)),
    intervals: record(({ lows, highs }) => [lows.at(row), highs.at(row)]),
    not_identified: own
      .filter(({ i }) => table.isUnknown(row, placeInModel(table, i)))
      .map(({ spec }) => spec.key),
    ...(objective && { objective, rmse: table.rmse.at(row) }),
    unfamiliarity: table.unfamiliarity.at(row),
    status: status(row),
  };
}
