import type { BatchProgress } from '../../batch/batch-progress.ts';
import styles from './batch-dialog.module.css';
import { doneText, endText, rateText } from './progress-words.ts';
import { useBatch } from './use-batch.ts';

/** How far the batch is: rows, rate and time left; and in the end what came of it. */
export function Progress() {
  const phase = useBatch((state) => state.phase);
  const progress = useBatch((state) => state.progress);
  const results = useBatch((state) => state.results);
  if (!results) return null;
  const { rows, failed } = results;
  const isRunning = phase === 'running';
  const share = shareOf(progress);
  const text = isRunning ? doneText(rows, failed, share) : endText(phase, rows, failed, progress);
  const rate = isRunning ? rateText(progress) : '';
  return (
    <div className={styles.progress}>
      {isRunning && (
        <div
          role="progressbar"
          aria-label="Surfaces calibrated"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share === undefined ? undefined : Math.floor(100 * share)}
          aria-valuetext={[text, rate].filter((each) => each !== '').join(', ')}
          className={styles.track}
          data-open={share === undefined || undefined}
        >
          <span style={{ width: `${100 * (share ?? 0)}%` }} />
        </div>
      )}
      {/* While it runs the bar says it, when asked: ten times a second is no announcement. */}
      {isRunning ? (
        <p className={styles.count}>
          <span>{text}</span> <span>{rate}</span>
        </p>
      ) : (
        <p role="status" data-phase={phase} className={styles.count}>
          {rows === 0 && phase === 'done' ? 'No surface was found in it.' : text}
        </p>
      )}
    </div>
  );
}

function shareOf(progress: BatchProgress | undefined): number | undefined {
  const { bytesRead = 0, bytesTotal } = progress ?? {};
  return bytesTotal ? Math.min(bytesRead / bytesTotal, 1) : undefined;
}
