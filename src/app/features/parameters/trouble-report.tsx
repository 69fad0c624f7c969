import { useState } from 'react';
import { fetchAnew } from '../../../api/fetch-anew.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { useElapsed } from '../../components/use-elapsed.ts';
import { useCalibration, useConnection, useStores } from '../../state/stores.ts';
import styles from './trouble-report.module.css';
import { troubleWords } from './trouble-words.ts';

const BUTTON = `${controls.button} ${controls.small}`;

/** Why the last calibration gave nothing, and the ways on; the answer before it stays below. */
export function TroubleReport() {
  const { connections, view } = useStores();
  const failure = useCalibration((state) => state.failure) ?? [];
  const trouble = useCalibration((state) => state.trouble);
  const model = useCalibration((state) => state.model);
  const connection = useConnection((state) => state.connection);
  const server = connection?.transport === 'http' ? connection.baseUrl : undefined;
  const words = trouble && troubleWords(trouble, model.title, server);
  const message = failure.map((problem) => problem.message).join(' ');
  const isOfServer = server !== undefined && words !== undefined;
  return (
    <div className={styles.report} data-trouble={trouble?.kind}>
      <Icon name="stop" />
      {/* Without the buttons: a reader would hear all of it again at each second of the wait. */}
      <div className={styles.words} role="alert">
        <p>
          {words && <strong>{words.title}.</strong>} {words?.quotes !== false && message}
        </p>
        {words && <p className={styles.advice}>{words.advice}</p>}
      </div>
      <div className={styles.ways}>
        <TryAgain key={trouble?.requestId} seconds={trouble?.retryAfter} />
        {trouble?.kind === 'unavailable' && !isOfServer && (
          <button type="button" className={BUTTON} onClick={() => void fetchAnew()}>
            Fetch it anew
          </button>
        )}
        {isOfServer && (
          <>
            <button
              type="button"
              className={BUTTON}
              onClick={({ currentTarget }) => {
                focusArea(currentTarget);
                connections.getState().useBrowser();
              }}
            >
              Calibrate in this browser
            </button>
            <button
              type="button"
              className={BUTTON}
              onClick={() => view.getState().open('settings')}
            >
              Settings
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** Says how long the answer asks to wait, and does not insist. */
function TryAgain({ seconds = 0 }: { readonly seconds: number | undefined }) {
  const { calibrations } = useStores();
  const [since] = useState(() => performance.now());
  const elapsed = useElapsed(seconds > 0 ? since : undefined);
  const left = Math.ceil(seconds - elapsed / 1000);
  return (
    <button
      type="button"
      className={`${BUTTON} ${styles.again}`}
      onClick={({ currentTarget }) => {
        focusArea(currentTarget);
        calibrations.getState().calibrate();
      }}
    >
      {left > 0 ? `Try again in ${left} s` : 'Try again'}
    </button>
  );
}

/** The button goes with its report: the focus waits where the next one would be. */
function focusArea(button: HTMLElement): void {
  const area = button.closest('section');
  if (!area) return;
  area.tabIndex = -1;
  area.focus();
}
