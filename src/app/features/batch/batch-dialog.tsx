import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { droppedBatch, pastedBatch } from '../../batch-files.ts';
import controls from '../../components/controls.module.css';
import { Dialog } from '../../components/dialog.tsx';
import { isTextField } from '../../components/is-text-field.ts';
import { Segmented } from '../../components/segmented.tsx';
import { droppedOf } from '../../dropped-files.ts';
import { Asked } from './asked.tsx';
import styles from './batch-dialog.module.css';
import { ExportButtons } from './export-buttons.tsx';
import { Problems } from './problems.tsx';
import { Progress } from './progress.tsx';
import { amount, NOTHING_IN_IT } from './progress-words.ts';
import { ResultsTable } from './results-table.tsx';
import { Setup } from './setup.tsx';
import { Start } from './start.tsx';
import { TimeSeries } from './time-series.tsx';
import { useBatch, useBatchStore } from './use-batch.ts';

export interface BatchDialogProps {
  readonly onClose: () => void;
}

type View = 'table' | 'series' | 'problems';

/** Many surfaces at once: what is calibrated and how, how far it is, and what came of it. */
export function BatchDialog({ onClose }: BatchDialogProps) {
  const store = useBatchStore();
  const results = useBatch((state) => state.results);
  const failure = useBatch((state) => state.failure);
  const trouble = useBatch((state) => state.trouble);
  const opening = useBatch((state) => state.opening);
  const [view, setView] = useState<View>('table');
  const { offer, open, stopOpening } = store.getState();

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    // Elsewhere a file that is dropped becomes the surface on the screen.
    event.stopPropagation();
    void droppedBatch(droppedOf(event.dataTransfer)).then(
      (batch) => (batch ? offer(batch) : store.setState({ trouble: NOTHING_IN_IT })),
      (error: unknown) => store.setState({ trouble: `The folder could not be read: ${error}.` }),
    );
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isTextField(event.target)) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    if (text.trim() !== '') offer(pastedBatch(text));
  };
  const show = (row: number) => {
    void open(row).then((isShown) => {
      if (isShown) onClose();
    });
  };
  const views: ReadonlyArray<readonly [View, string]> = [
    ['table', 'Table'],
    ['series', 'Time series'],
    [
      'problems',
      results && results.failed > 0 ? `Problems (${amount(results.failed)})` : 'Problems',
    ],
  ];
  return (
    <Dialog
      title="Calibrate many surfaces"
      closeLabel="Close many surfaces"
      form="full"
      onClose={() => {
        stopOpening();
        onClose();
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of what the buttons do */}
      <div className={styles.body} onDrop={onDrop} onPaste={onPaste}>
        <Setup />
        <Asked />
        <Progress />
        {failure !== undefined && (
          <p role="alert" className={styles.trouble}>
            {failure}
          </p>
        )}
        {trouble !== undefined && (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        {opening !== undefined && (
          <p role="status" className={styles.tools}>
            Looking for {results?.table.id(opening)} in its file…
            <button
              type="button"
              className={`${controls.button} ${controls.small}`}
              onClick={stopOpening}
            >
              Stop
            </button>
          </p>
        )}
        {results ? (
          <>
            <div className={styles.tools}>
              <Segmented label="View" options={views} value={view} onChange={setView} />
              <ExportButtons results={results} />
            </div>
            {view === 'table' && <ResultsTable results={results} onOpen={show} />}
            {view === 'series' && <TimeSeries results={results} onOpen={show} />}
            {view === 'problems' && <Problems results={results} />}
          </>
        ) : (
          <Start />
        )}
      </div>
    </Dialog>
  );
}
