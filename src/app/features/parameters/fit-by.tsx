import { useId, useState } from 'react';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { sizeText } from '../../format/numbers.ts';
import { type FitBy, hasAllSpreads, usableSettings } from '../../state/fit-settings.ts';
import { objectiveWords, readNoise } from '../../state/objective-words.ts';
import { useCalibration, useStores, useSurface } from '../../state/stores.ts';
import styles from './fit-by.module.css';

const CHOICES = Object.keys(objectiveWords) as FitBy[];

/** What the fit minimises, and what is known of the quotes' noise. */
export function FitByControl() {
  const { calibrations } = useStores();
  const asked = useCalibration((state) => state.settings);
  const surface = useSurface((state) => state.document.surface);
  const hasSpreads = hasAllSpreads(surface);
  const { by, noise } = usableSettings(asked, surface);
  return (
    <>
      <label className={styles.label}>
        Fit by
        <select
          className={`${controls.select} ${styles.select}`}
          value={by}
          onChange={(event) => {
            const chosen = CHOICES.find((choice) => choice === event.target.value);
            if (chosen) calibrations.getState().fitBy({ by: chosen });
          }}
        >
          {CHOICES.map((choice) => {
            const missing = choice === 'spread' && !hasSpreads;
            return (
              <option key={choice} value={choice} disabled={missing}>
                {objectiveWords[choice].title}
                {missing && ': needs every bid and ask'}
              </option>
            );
          })}
        </select>
      </label>
      {by !== 'network' && <Noise key={by} by={by} noise={noise} />}
    </>
  );
}

/** Says that the chosen objective cannot be had on this surface. */
export function FallbackNote() {
  const asked = useCalibration((state) => state.settings);
  const surface = useSurface((state) => state.document.surface);
  if (usableSettings(asked, surface) === asked) return null;
  return (
    <p className={styles.fallback}>
      Not every quote has a bid and an ask now: fitted by implied volatility, and by the spread
      again when they return.
    </p>
  );
}

interface NoiseProps {
  readonly by: Exclude<FitBy, 'network'>;
  readonly noise: number | undefined;
}

/** The standard deviation of a quote's error, for an analyst who knows it. */
function Noise({ by, noise }: NoiseProps) {
  const { calibrations } = useStores();
  const id = useId();
  const estimated = useCalibration(({ outcome }) => {
    return outcome?.settings.by === by ? outcome.calibration.refinement?.noise : undefined;
  });
  const { unit, inUnit } = objectiveWords[by];
  const [typing, setTyping] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const shown = noise === undefined ? '' : String(Number((noise / inUnit).toPrecision(12)));

  const commit = () => {
    if (typing === undefined) return;
    const read = readNoise(typing, by);
    setProblem(read.ok ? undefined : read.problems[0]?.message);
    if (!read.ok) return;
    setTyping(undefined);
    calibrations.getState().fitBy({ by, ...(read.value !== undefined && { noise: read.value }) });
  };
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.quiet} ${controls.small} ${styles.opener}`}
        popoverTarget={id}
      >
        {noise === undefined ? 'Noise' : `Noise ${shown} ${unit}`} <Icon name="chevron" />
      </button>
      <div id={id} popover="auto" className={`${controls.popover} ${styles.popover}`}>
        <label className={styles.label}>
          Quote noise
          <input
            className={`${controls.input} ${styles.noise}`}
            inputMode="decimal"
            autoComplete="off"
            placeholder={
              noise === undefined && estimated !== undefined ? sizeText(estimated / inUnit) : ''
            }
            value={typing ?? shown}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-said`}
            onChange={(event) => setTyping(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
            }}
          />
          {unit}
        </label>
        <p id={`${id}-said`} className={problem ? styles.problem : styles.said}>
          {problem ??
            'One standard deviation of a quote’s error: what the intervals rest on. Empty: estimated from the residuals.'}
        </p>
      </div>
    </>
  );
}
