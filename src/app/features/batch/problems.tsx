import { useState } from 'react';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import { MOST_REASONS } from '../../state/batch/batch-table.ts';
import styles from './batch-dialog.module.css';
import { amount } from './progress-words.ts';
import { placeText } from './row-words.ts';
import { VirtualTable } from './virtual-table.tsx';

const COLUMNS = [
  { key: 'place', title: 'Where', width: 160 },
  { key: 'id', title: 'Id', width: 140 },
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
        columns={COLUMNS}
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
