import type { ReactNode } from 'react';
import controls from '../../components/controls.module.css';
import { Dialog } from '../../components/dialog.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { usualDecimalMark } from '../../format/decimal-mark.ts';
import { useStores, useView } from '../../state/stores.ts';
import type { NumberStyle, Theme } from '../../state/view-store.ts';
import { ScenarioRow } from './scenario-row.tsx';
import { ServerRow } from './server-row.tsx';
import styles from './settings-dialog.module.css';

export interface SettingsDialogProps {
  readonly onClose: () => void;
}

const THEMES: ReadonlyArray<readonly [Theme, string]> = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

const NUMBERS: ReadonlyArray<readonly [NumberStyle, string]> = [
  ['system', 'Browser’s'],
  ['.', '1234.5'],
  [',', '1234,5'],
];

/** How the screen looks and writes; kept on this device. */
export function SettingsDialog({ onClose }: SettingsDialogProps) {
  const { view } = useStores();
  const theme = useView((state) => state.theme);
  const numbers = useView((state) => state.numbers);
  const hints = useView((state) => state.hints);
  const { chooseTheme, chooseNumbers, showHints } = view.getState();
  const usual = usualDecimalMark() === ',' ? 'comma' : 'point';
  return (
    <Dialog title="Settings" closeLabel="Close settings" onClose={onClose}>
      <div className={styles.rows}>
        <Row title="Theme" said="“System” follows the day and night of this device.">
          <Segmented label="Theme" options={THEMES} value={theme} onChange={chooseTheme} />
        </Row>
        <Row
          title="Numbers"
          said={`The decimal mark of the screen, of what is copied and of CSV files. This browser writes a decimal ${usual}. Either is understood where there is no doubt.`}
        >
          <Segmented label="Numbers" options={NUMBERS} value={numbers} onChange={chooseNumbers} />
        </Row>
        <Row title="First steps" said="A few words on each area, as on the first visit.">
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            aria-pressed={hints}
            onClick={() => showHints(!hints)}
          >
            {hints ? 'Hide' : 'Show'}
          </button>
        </Row>
        <ServerRow />
        <ScenarioRow />
      </div>
      <footer className={styles.footer}>
        <p>Theme, numbers and first steps are kept on this device only.</p>
        <button
          type="button"
          className={controls.button}
          onClick={() => {
            chooseTheme('system');
            chooseNumbers('system');
          }}
        >
          Reset
        </button>
      </footer>
    </Dialog>
  );
}

interface RowProps {
  readonly title: string;
  readonly said: string;
  readonly children: ReactNode;
}

function Row({ title, said, children }: RowProps) {
  return (
    <section className={styles.row}>
      <div>
        <h3>{title}</h3>
        <p>{said}</p>
      </div>
      {children}
    </section>
  );
}
