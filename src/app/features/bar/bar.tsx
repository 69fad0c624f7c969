import { findModel, models } from '../../../levy/models.ts';
import type { Command } from '../../commands/command.ts';
import controls from '../../components/controls.module.css';
import { withKeys } from '../../components/keys.tsx';
import { useCalibration, useStores, useSurface, useView } from '../../state/stores.ts';
import styles from './bar.module.css';
import { CommandButton } from './command-button.tsx';
import { CommandMenu } from './command-menu.tsx';
import { EngineStatus } from './engine-status.tsx';
import { MarketProblems } from './market-problems.tsx';
import { NumberField } from './number-field.tsx';
import { type SampleItem, SamplesMenu } from './samples-menu.tsx';
import { ThemeButton } from './theme-button.tsx';

export interface BarProps {
  readonly commands: readonly Command[];
  readonly samples: readonly SampleItem[];
  readonly onSample: (id: string) => void;
  readonly onFile: (file: File | undefined) => void;
  /** By which the page finds the file input. */
  readonly fileInputId: string;
}

/** Everything that is chosen: model, market, surface, engine; and the way to everything else. */
export function Bar({ commands, samples, onSample, onFile, fileInputId }: BarProps) {
  const { calibrations } = useStores();
  const model = useCalibration((state) => state.model);
  const blocked = useSurface((state) => state.document.problems.length > 0);
  const impliesForwards = useSurface((state) => state.document.surface.forwards !== undefined);
  // Commands may be had or not, or be what is chosen, by these.
  useCalibration((state) => state.outcome !== undefined);
  useView((state) => state.hints);
  const some = (...ids: readonly string[]) =>
    ids.flatMap((id) => commands.filter((command) => command.id === id));
  const button = (id: string, label: string, className?: string) =>
    some(id).map((command) => <CommandButton key={id} {...{ command, label, className }} />);
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>Lévy Calibration</h1>
      <div className={styles.group}>
        <select
          className={controls.select}
          aria-label="Model"
          title={withKeys('What is calibrated', some('go-bar')[0]?.keys?.[0])}
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
          title={
            blocked
              ? 'Mend the marked numbers first'
              : withKeys('Calibrate', some('calibrate')[0]?.keys?.[0])
          }
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
        <input
          id={fileInputId}
          type="file"
          hidden
          aria-label="Import a file"
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,text/plain,application/json"
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            // The same file again is a change, too.
            event.target.value = '';
          }}
        />
        {button('import', 'Import')}
        <SamplesMenu items={samples} onChoose={onSample} />
        {button('export', 'Export')}
        {button('share', 'Share', styles.wide)}
        {button('history', 'History', styles.wide)}
      </div>
      <div className={styles.end}>
        <EngineStatus />
        <ThemeButton className={styles.wide} />
        <CommandMenu
          id="help-menu"
          label="Help and settings"
          icon="help"
          commands={some('palette', 'shortcuts', 'glossary', 'hints', 'settings', 'console')}
        />
        <CommandMenu
          id="more-menu"
          label="More"
          icon="more"
          className={styles.narrow}
          commands={some(
            ...['batch', 'share', 'history', 'compare', 'copy-surface'],
            ...['theme-system', 'theme-light', 'theme-dark'],
          )}
        />
      </div>
    </header>
  );
}
