import { useState } from 'react';
import controls from '../../components/controls.module.css';
import { batchCsv, batchLines } from '../../exchange/batch-rows.ts';
import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { decimalMark } from '../../format/decimal-mark.ts';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import styles from './batch-dialog.module.css';
import { statusText } from './row-words.ts';

const WRITING = 'Writing…';

/** The results as files: every row and column, whatever is shown. */
export function ExportButtons({ results }: { readonly results: BatchResults }) {
  const [said, setSaid] = useState('');
  const isWriting = said === WRITING;
  const { table, batch, model, rows } = results;
  const save = async (extension: 'csv' | 'jsonl') => {
    if (isWriting) return;
    setSaid(WRITING);
    try {
      const written = { table, status: (row: number) => statusText(table, row) };
      const blob = await (extension === 'csv'
        ? batchCsv(written, decimalMark())
        : batchLines(written));
      const type = extension === 'csv' ? 'text/csv' : 'application/x-ndjson';
      const about = { model: model.title, title: batch.title, date: new Date() };
      const name = fileName(about, extension);
      download(name, blob, type);
      setSaid(`Saved ${name}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setSaid(`The file could not be written: ${reason}`);
    }
  };
  const button = `${controls.button} ${controls.small}`;
  const isEmpty = rows === 0;
  return (
    <div className={styles.exports}>
      <button
        type="button"
        className={button}
        disabled={isEmpty}
        aria-disabled={isWriting}
        onClick={() => void save('csv')}
      >
        Export CSV
      </button>
      <button
        type="button"
        className={button}
        disabled={isEmpty}
        aria-disabled={isWriting}
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
