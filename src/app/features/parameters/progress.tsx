import type { ReactNode } from 'react';
import controls from '../../components/controls.module.css';
import { useElapsed } from '../../components/use-elapsed.ts';
import { fixed } from '../../format/numbers.ts';
import { useCalibration, useEngine, useStores, useSurface } from '../../state/stores.ts';
import styles from './fitted-parameters.module.css';
import { TroubleReport } from './trouble-report.tsx';

/** Shorter waits are over before a line about them is read. */
const SHOW_AFTER_MS = 300;

export interface ProgressProps {
  /** What stands here while there is nothing to report; it keeps its room meanwhile. */
  readonly children: ReactNode;
  /** The parameters on screen belong to an earlier surface, model or objective. */
  readonly stale: boolean;
}

/** The line under the title: what goes on, what failed, or how good the fit is. */
export function Progress({ stale, children }: ProgressProps) {
  const report = useReport(stale);
  return (
    <div className={styles.stack} data-reports={report !== undefined || undefined}>
      {children}
      {report}
    </div>
  );
}

function useReport(stale: boolean): ReactNode {
  const { calibrations } = useStores();
  const { model, settings, work, failure, cancelled } = useCalibration((state) => state);
  const hasProblems = useSurface((state) => state.document.problems.length > 0);
  const starting = useEngine((state) => state.status.phase === 'starting');
  const elapsed = useElapsed(work?.since);

  if (work !== undefined && elapsed > SHOW_AFTER_MS) {
    const fitting = settings.by === 'network' ? 'Calibrating' : 'Refining';
    const doing = starting
      ? 'Starting the engine and loading the networks'
      : `${fitting} ${model.title}`;
    return (
      <div className={styles.line}>
        <span className={styles.spinner} aria-hidden="true" />
        <span>
          {doing}… {fixed(elapsed / 1000, 1)} s
        </span>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => calibrations.getState().cancel()}
        >
          Cancel
        </button>
      </div>
    );
  }
  if (failure !== undefined) return <TroubleReport />;
  if (cancelled) return <p className={styles.line}>Cancelled. Press Calibrate to go on.</p>;
  if (hasProblems && stale) {
    return (
      <p className={styles.line}>Stale: the fit before your last edits. Mend the marked numbers.</p>
    );
  }
  return undefined;
}
