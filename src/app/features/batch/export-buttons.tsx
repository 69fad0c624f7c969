import { useState } from 'react';
import controls from '../../components/controls.module.css';
import { batchCsv, batchLines } from '../../exchange/batch-rows.ts';
import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { decimalMark } from '../../format/decimal-mark.ts';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import styles from './batch-dialog.module.css';
import { statusText } from './row-words.ts';

/** The results as files: every row and column, whatever is shown. */
export function ExportButtons({ results }: { readonly results: BatchResults }) {
  const [said, setSaid] = useState('');
  const { table, batch, model, rows } = results;
  const save = async (extension: 'csv' | 'jsonl') => {
    setSaid('Writing…');
    const written = { table, status: (row: number) => statusText(table, row) };
    const blob = await (extension === 'csv'
      ? batchCsv(written, decimalMark())
      : batchLines(written));
    const type = extension === 'csv' ? 'text/csv' : 'application/x-ndjson';
    const name = fileName({ model: model.title, title: batch.title, date: new Date() }, extension);
    download(name, blob, type);
    setSaid(`Saved ${name}`);
  };
  const button = `${controls.button} ${controls.small}`;
  const isEmpty = rows === 0;
  return (
    <div className={styles.exports}>
      <button type="button" className={button} disabled={isEmpty} onClick={() => void save('csv')}>
        Export CSV
      </button>
      <button
        type="button"
        className={button}
        disabled={isEmpty}
        onClick={() => void save('jsonl')}
      >
        Export JSON lines
      </button>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}
