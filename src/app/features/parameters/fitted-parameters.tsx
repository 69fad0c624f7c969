import { type ReactNode, useRef, useState } from 'react';
import { isPoor, verdict } from '../../../calibration/report/verdict.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { backendTitles } from '../../../network/engine/backend.ts';
import controls from '../../components/controls.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { marked } from '../../format/decimal-mark.ts';
import { duration } from '../../format/numbers.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { usableSettings } from '../../state/fit-settings.ts';
import { useCalibration, useStores, useSurface, useWhatIf } from '../../state/stores.ts';
import { CheckNote, NoSurface } from './check-note.tsx';
import { FallbackNote, FitByControl } from './fit-by.tsx';
import styles from './fitted-parameters.module.css';
import { ParameterRow } from './parameter-row.tsx';
import { parametersJson } from './parameters-json.ts';
import { Progress } from './progress.tsx';
import { UnfamiliarNote } from './unfamiliar-note.tsx';
import { Distance, WhatIfRows } from './what-if.tsx';

const WHAT_IF = 'Move the parameters by hand and see the surface follow';
const SMALL = `${controls.button} ${controls.quiet} ${controls.small}`;

export interface FittedParametersProps {
  /** The models side by side, under the parameters. */
  readonly comparison: ReactNode;
  /** All that stands behind an answer, once it is asked for. */
  readonly details: (outcome: Outcome, onClose: () => void) => ReactNode;
}

/** The answer: the model's parameters, how sure they are, how well they fit, and all behind it. */
export function FittedParameters({ comparison, details }: FittedParametersProps) {
  const chosen = useCalibration((state) => state.model);
  const outcome = useCalibration((state) => state.outcome);
  const stale = useStale();
  const { whatIf } = useStores();
  const isTrying = useWhatIf((state) => state.tried !== undefined);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const model = outcome?.model ?? chosen;
  const isSurface = outcome?.calibration.check.verdict !== 'no-surface';
  const showDetails = open && outcome !== undefined;

  return (
    <>
      <section
        className={styles.panel}
        aria-labelledby="parameters-title"
        data-stale={stale || undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isTrying || isInPopover(event.target)) return;
          whatIf.getState().stop();
        }}
      >
        <header className={styles.header}>
          <h2 id="parameters-title">Fitted parameters</h2>
          <FitByControl />
          <span className={styles.gap} />
          {outcome && (
            <>
              <Timing outcome={outcome} />
              <button
                ref={toggle}
                type="button"
                className={SMALL}
                aria-pressed={isTrying}
                title={isTrying ? 'Back to the calibrated parameters: Escape' : WHAT_IF}
                onClick={() => (isTrying ? whatIf.getState().stop() : whatIf.getState().start())}
              >
                What if
              </button>
              <button
                ref={opener}
                type="button"
                className={SMALL}
                aria-expanded={open}
                onClick={() => setOpen(!open)}
              >
                Details
              </button>
              <CopyButton
                label="Copy"
                name="Copy parameters"
                className={SMALL}
                text={() => parametersJson(outcome)}
              />
            </>
          )}
        </header>
        <div className={styles.verdicts} data-trying={isTrying || undefined}>
          <Progress stale={stale}>
            {outcome &&
              (isSurface ? <Verdict outcome={outcome} /> : <NoSurface outcome={outcome} />)}
            <Distance />
          </Progress>
        </div>
        <FallbackNote />
        {outcome && isSurface && <UnfamiliarNote calibration={outcome.calibration} />}
        {outcome && <CheckNote outcome={outcome} />}
        {isTrying ? (
          <WhatIfRows onFocusLost={() => toggle.current?.focus()} />
        ) : (
          <Parameters outcome={outcome} model={model} />
        )}
        {isSurface && comparison}
      </section>
      {showDetails &&
        details(outcome, () => {
          setOpen(false);
          opener.current?.focus();
        })}
    </>
  );
}

function isInPopover(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[popover]') !== null;
}

interface ParametersProps {
  readonly outcome: Outcome | undefined;
  readonly model: LevyModel;
}

function Parameters({ outcome, model }: ParametersProps) {
  const refinement = outcome?.calibration.refinement;
  const isSurface = outcome?.calibration.check.verdict !== 'no-surface';
  return (
    <div className={styles.rows} data-faded={!isSurface || undefined}>
      {model.parameters.map((spec, i) => (
        <ParameterRow
          key={spec.key}
          spec={spec}
          value={outcome?.fit.parameters[i]}
          network={outcome?.calibration.parameters[i]}
          error={isSurface ? outcome?.calibration.trust.errors[i] : undefined}
          uncertainty={refinement?.uncertainties[i]}
          atEdge={
            isSurface && !refinement && (outcome?.calibration.atEdge.includes(spec.key) ?? false)
          }
        />
      ))}
    </div>
  );
}

/** Whether the outcome answers another question than the one now on screen. */
function useStale(): boolean {
  const { model, outcome, settings } = useCalibration((state) => state);
  const { surface, drafts } = useSurface((state) => state.document);
  return (
    outcome !== undefined &&
    (outcome.surface !== surface ||
      outcome.model !== model ||
      outcome.settings !== usableSettings(settings, surface) ||
      drafts.size > 0)
  );
}

function Verdict({ outcome }: { readonly outcome: Outcome }) {
  const { fit, calibration, diagnostics } = outcome;
  const flat = calibration.refinement?.flatDirections ?? [];
  return (
    <div className={styles.verdict}>
      <p className={styles.line} data-poor={isPoor(diagnostics) || undefined} aria-live="polite">
        {marked(verdict(fit, calibration, diagnostics))}
      </p>
      {flat.map((sentence) => (
        <p key={sentence} className={styles.flat}>
          {marked(sentence)}
        </p>
      ))}
    </div>
  );
}

function runnerText(backend: Outcome['calibration']['backend']): string {
  if (backend === 'server') return 'the server';
  return backend === 'oracle' ? 'the float64 network' : backendTitles[backend];
}

function Timing({ outcome }: { readonly outcome: Outcome }) {
  const { inferenceMs, backend, refinement } = outcome.calibration;
  const runner = runnerText(backend);
  return (
    <span
      className={styles.timing}
      data-backend={backend}
      data-inference-ms={inferenceMs}
      data-refinement-ms={refinement?.ms}
      title={`Network on ${runner}${refinement ? ' + refinement' : ''}`}
    >
      {duration(inferenceMs)}
      {refinement && ` + ${duration(refinement.ms)}`}
    </span>
  );
}
