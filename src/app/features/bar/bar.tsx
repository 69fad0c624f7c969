import { findModel, models } from '../../../levy/models.ts';
import controls from '../../components/controls.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { useCalibration, useStores, useSurface } from '../../state/stores.ts';
import styles from './bar.module.css';
import { EngineStatus } from './engine-status.tsx';
import { MarketProblems } from './market-problems.tsx';
import { NumberField } from './number-field.tsx';
import { type SampleItem, SamplesMenu } from './samples-menu.tsx';
import { ThemeButton } from './theme-button.tsx';

export interface BarProps {
  readonly samples: readonly SampleItem[];
  readonly onSample: (id: string) => void;
  readonly onFile: (file: File | undefined) => void;
  /** The surface as text for a spreadsheet. */
  readonly copyText: () => string;
}

/** Everything that is chosen: model, market, surface, engine, theme. */
export function Bar({ samples, onSample, onFile, copyText }: BarProps) {
  const { calibrations } = useStores();
  const model = useCalibration((state) => state.model);
  const blocked = useSurface((state) => state.document.problems.length > 0);
  const impliesForwards = useSurface((state) => state.document.surface.forwards !== undefined);
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>Lévy Calibration</h1>
      <div className={styles.group}>
        <select
          className={controls.select}
          aria-label="Model"
          value={model.name}
          onChange={(event) => {
            const chosen = findModel(event.target.value);
            if (chosen) calibrations.getState().choose(chosen);
          }}
        >
          {models.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={blocked}
          title={blocked ? 'Mend the marked numbers first' : undefined}
          onClick={() => calibrations.getState().calibrate()}
        >
          Calibrate
        </button>
      </div>
      <div className={`${styles.group} ${styles.market}`}>
        <NumberField field="spot" label="Spot" />
        <NumberField field="rate" label="Rate %" />
        <NumberField
          field="dividendYield"
          label="Dividend %"
          {...(impliesForwards && {
            placeholder: 'from parity',
            title:
              'The forwards come from the quotes by put–call parity. A yield typed here replaces them.',
          })}
        />
        <MarketProblems />
      </div>
      <div className={styles.group}>
        <label className={`${controls.button} ${styles.file}`}>
          <input
            type="file"
            className="visually-hidden"
            accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
            onChange={(event) => {
              onFile(event.target.files?.[0]);
              // The same file again is a change, too.
              event.target.value = '';
            }}
          />
          Import
        </label>
        <SamplesMenu items={samples} onChoose={onSample} />
        <CopyButton label="Copy" className={controls.button ?? ''} text={copyText} />
      </div>
      <div className={styles.end}>
        <EngineStatus />
        <ThemeButton />
      </div>
    </header>
  );
}
