import { backendTitles } from '../../../network/engine/backend.ts';
import controls from '../../components/controls.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import type { Outcome } from '../../state/calibration-store.ts';
import { useCalibration, useSurface } from '../../state/stores.ts';
import { CheckNote } from './check-note.tsx';
import styles from './fitted-parameters.module.css';
import { ParameterRow } from './parameter-row.tsx';
import { Progress } from './progress.tsx';
import { isPoor, parametersJson, verdict } from './words.ts';

/** The answer: the model's parameters, how well they fit, and how far to trust them. */
export function FittedParameters() {
  const chosen = useCalibration((state) => state.model);
  const outcome = useCalibration((state) => state.outcome);
  const surface = useSurface((state) => state.document.surface);
  const hasDrafts = useSurface((state) => state.document.drafts.size > 0);
  const model = outcome?.model ?? chosen;
  const stale =
    outcome !== undefined && (outcome.surface !== surface || outcome.model !== chosen || hasDrafts);
  const isSurface = outcome?.calibration.check.verdict !== 'no-surface';

  return (
    <section
      className={styles.panel}
      aria-labelledby="parameters-title"
      data-stale={stale || undefined}
    >
      <header className={styles.header}>
        <h2 id="parameters-title">Fitted parameters</h2>
        <span className={styles.model}>{model.title}</span>
        {outcome && <Timing outcome={outcome} />}
        {outcome && (
          <CopyButton
            label="Copy parameters"
            className={`${controls.button} ${controls.quiet} ${controls.small}`}
            text={() => parametersJson(outcome.model, outcome.calibration)}
          />
        )}
      </header>
      <Progress stale={stale}>
        {isSurface && (
          <p className={styles.line} data-poor={(outcome && isPoor(outcome.fit)) || undefined}>
            {outcome && verdict(outcome.fit, outcome.calibration.atEdge)}
          </p>
        )}
      </Progress>
      {outcome && <CheckNote outcome={outcome} />}
      <div className={styles.rows} data-faded={!isSurface || undefined}>
        {model.parameters.map((spec, i) => (
          <ParameterRow
            key={spec.key}
            spec={spec}
            value={outcome?.calibration.parameters[i]}
            atEdge={isSurface && (outcome?.calibration.atEdge.includes(spec.key) ?? false)}
          />
        ))}
      </div>
    </section>
  );
}

function Timing({ outcome }: { readonly outcome: Outcome }) {
  const { inferenceMs, backend } = outcome.calibration;
  const ms = inferenceMs < 10 ? inferenceMs.toFixed(1) : inferenceMs.toFixed(0);
  const runner = backend === 'oracle' ? 'the float64 network' : backendTitles[backend];
  return (
    <span className={styles.timing} data-backend={backend} data-inference-ms={inferenceMs}>
      {ms} ms on {runner}
    </span>
  );
}
