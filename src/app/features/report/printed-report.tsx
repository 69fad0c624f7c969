import { useMemo } from 'react';
import { verdict } from '../../../calibration/report/verdict.ts';
import { isoDate, plainTitle } from '../../exchange/file-name.ts';
import { marked } from '../../format/decimal-mark.ts';
import type { Answer, Outcome } from '../../state/calibration-store.ts';
import type { Origin } from '../../state/surface-document.ts';
import styles from './report.module.css';
import { residualRows } from './residual-rows.ts';
import { SmileFigures } from './smile-figures.tsx';
import { smilePanels } from './smiles.ts';
import { ModelTable, ParameterTable, ResidualTable } from './tables.tsx';
import { madeBy, marketLine, shortNotes, trustNotes } from './words.ts';

export interface PrintedReportProps {
  readonly outcome: Outcome;
  readonly comparison: ReadonlyMap<string, Answer>;
  readonly origin: Origin;
  /** The quotes on the screen are others than those that were calibrated. */
  readonly isStale: boolean;
  readonly version: string;
}

/** The calibration on one page, A4 or Letter, whatever its size. */
export function PrintedReport(props: PrintedReportProps) {
  const { outcome, comparison, origin, isStale, version } = props;
  const { model, fit, calibration, diagnostics } = outcome;
  const smiles = useMemo(() => smilePanels(fit), [fit]);
  const residuals = useMemo(() => residualRows(fit), [fit]);
  const isSurface = calibration.check.verdict !== 'no-surface';
  const notes = shortNotes(origin.notes);
  const now = new Date();
  const time = now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return (
    <article className={styles.page} data-report>
      <header className={styles.header}>
        <h1>
          {model.title} <span className={styles.of}>on {plainTitle(origin.title)}</span>
        </h1>
        <p className={styles.date}>
          {isoDate(now)} {time}
        </p>
      </header>
      <p className={styles.market}>{marketLine(outcome)}</p>
      {isStale && (
        <p className={styles.market}>
          The quotes on the screen have changed since: these are the quotes that were calibrated.
        </p>
      )}
      <p className={styles.verdict}>
        {isSurface
          ? marked(verdict(fit, calibration, diagnostics))
          : 'This is not an option surface. The parameters below mean nothing.'}
      </p>
      <div className={styles.pair}>
        <ParameterTable outcome={outcome} />
        <ModelTable outcome={outcome} comparison={comparison} />
      </div>
      <section>
        <h2>
          Implied volatility, %, by strike: market dots, model line
          {fit.surface.spreads && ', bars from bid to ask'}
          {smiles.isPartial &&
            ` (${smiles.panels.length} of ${fit.surface.maturities.length} maturities)`}
        </h2>
        <SmileFigures smiles={smiles} />
      </section>
      <div className={styles.lower}>
        <ResidualTable residuals={residuals} />
        <div className={styles.notes}>
          <h2>How far to trust it</h2>
          <ul>
            {trustNotes(outcome).map((note) => (
              <li key={note}>{marked(note)}</li>
            ))}
            {residuals.isPartial && (
              <li>
                {residuals.maturities.length} of {fit.surface.maturities.length} maturities are
                shown; all are fitted.
              </li>
            )}
          </ul>
          {notes.length > 0 && (
            <>
              <h2>How the quotes were read</h2>
              <ul>
                {notes.map((note) => (
                  <li key={note}>{marked(note)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
      <footer className={styles.footer}>
        <span>
          Lévy Calibration {version} · {madeBy(outcome)}
        </span>
        <span>Computed on this device</span>
      </footer>
    </article>
  );
}
