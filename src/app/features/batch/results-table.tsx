import { useMemo, useState } from 'react';
import controls from '../../components/controls.module.css';
import { Segmented } from '../../components/segmented.tsx';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import styles from './batch-dialog.module.css';
import { amount, counted } from './progress-words.ts';
import { parameterText, rmseText, rmseTitle, statusText, unfamiliarityText } from './row-words.ts';
import { useBatch } from './use-batch.ts';
import { type Shown, useRows } from './use-rows.ts';
import { type Column, type Sorting, VirtualTable } from './virtual-table.tsx';

const SHOWN: ReadonlyArray<readonly [Shown, string]> = [
  ['all', 'All'],
  ['problems', 'Problems only'],
  ['not-identified', 'Not identified'],
];

export interface ResultsTableProps {
  readonly results: BatchResults;
  readonly onOpen: (row: number) => void;
}

/** Every surface with its parameters: sorted by any column, found by text, opened on the screen. */
export function ResultsTable({ results, onOpen }: ResultsTableProps) {
  const { table } = results;
  const isRefined = hasErrors(results);
  const isRunning = useBatch((state) => state.phase === 'running');
  const [shown, setShown] = useState<Shown>('all');
  const [text, setText] = useState('');
  const [sorting, setSorting] = useState<Sorting>();
  // The row, not its place, which is another's once more rows are sorted in.
  const [picked, setPicked] = useState<number>();
  const query = useMemo(() => ({ shown, text, sorting }), [shown, text, sorting]);
  const rows = useRows(results, query);
  const active = useMemo(
    () => (picked === undefined ? undefined : rows.placeOf(picked)) ?? 0,
    [rows, picked],
  );
  const chosen = rows.count === 0 ? undefined : rows.at(active);
  const columns = columnsOf(results);
  const cells = (at: number) => {
    const row = rows.at(at);
    return [
      table.id(row),
      ...table.columns.map((_, column) => parameterText(table, row, column)),
      ...(isRefined ? [rmseText(table, row)] : []),
      unfamiliarityText(table, row),
      statusText(table, row),
    ];
  };
  // Up, down, and as in the file again.
  const sort = (key: string) =>
    setSorting((now) =>
      now?.key !== key ? { key, isDown: false } : now.isDown ? undefined : { key, isDown: true },
    );
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <input
          type="search"
          className={`${controls.input} ${styles.search}`}
          aria-label="Find surfaces"
          placeholder="Id, date or reason"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Segmented label="Rows shown" options={SHOWN} value={shown} onChange={setShown} />
        {/* While rows come in it changes with every frame: that is no announcement. */}
        <p role="status" aria-live={isRunning ? 'off' : 'polite'} className={styles.said}>
          {rows.count === results.rows
            ? counted(results.rows, 'row')
            : `${amount(rows.count)} of ${counted(results.rows, 'row')}`}
        </p>
        <span className={styles.end}>
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            title="Enter, or a double click on the row"
            disabled={chosen === undefined || table.isFailed(chosen)}
            onClick={() => chosen !== undefined && onOpen(chosen)}
          >
            Open {chosen === undefined ? 'a row' : table.id(chosen)} on the screen
          </button>
        </span>
      </div>
      <VirtualTable
        label="Results"
        columns={columns}
        rows={rows.count}
        cells={cells}
        isTrouble={(at) => table.isTrouble(rows.at(at))}
        sorting={sorting}
        onSort={sort}
        active={active}
        onActive={(at) => setPicked(rows.at(at))}
        onOpen={(at) => onOpen(rows.at(at))}
      />
    </div>
  );
}

/** Lines may ask for a fit where the batch asks for none. */
function hasErrors({ table, by }: BatchResults): boolean {
  return by !== 'network' || table.objectives.size > 0;
}

function columnsOf(results: BatchResults): Column[] {
  const { table, by } = results;
  return [
    { key: 'id', title: table.isDated ? 'Date' : 'Id', width: 140 },
    ...table.columns.map(({ model, spec }) => ({
      key: `${model.name}.${spec.key}`,
      title: <i className={styles.symbol}>{spec.symbol}</i>,
      hint: `${spec.name}, with half of its 95 % interval`,
      width: 176,
      isNumber: true,
    })),
    ...(hasErrors(results)
      ? [{ key: 'rmse', title: rmseTitle(table, by), width: 112, isNumber: true }]
      : []),
    {
      key: 'unfamiliarity',
      title: 'Unfamiliar',
      hint: 'Share of the network’s own test surfaces that are less strange to it',
      width: 96,
      isNumber: true,
    },
    { key: 'status', title: 'Status', width: 200 },
  ];
}
