import { useState } from 'react';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import { type BatchTable, MOST_REASONS } from '../../state/batch/batch-table.ts';
import styles from './batch-dialog.module.css';
import { amount } from './progress-words.ts';
import { placeText } from './row-words.ts';
import { VirtualTable } from './virtual-table.tsx';

/** The name of a file takes room, its line little. */
const columnsOf = ({ hasFiles }: BatchTable) => [
  { key: 'place', title: 'Where', width: hasFiles ? 200 : 96 },
  { key: 'id', title: 'Id', width: 112 },
  { key: 'reason', title: 'What is wrong', width: 720 },
];

/** The rows without a result: where they stand, and why. */
export function Problems({ results }: { readonly results: BatchResults }) {
  const { table, failed } = results;
  const [active, setActive] = useState(0);
  if (failed === 0) {
    return (
      <p className={styles.empty}>Every surface so far could be read and has been calibrated.</p>
    );
  }
  return (
    <div className={styles.view}>
      {failed > MOST_REASONS && (
        <p className={styles.said}>
          The first {amount(MOST_REASONS)} of {amount(failed)} are told here.
        </p>
      )}
      <VirtualTable
        label="Problems"
        columns={columnsOf(table)}
        rows={Math.min(failed, table.faults.length)}
        active={active}
        onActive={setActive}
        cells={(at) => {
          const { row = 0, reason = '' } = table.faults[at] ?? {};
          return [placeText(table, row), table.id(row), reason];
        }}
      />
    </div>
  );
}
