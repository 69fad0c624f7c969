import { backendTitles } from '../../../network/engine/backend.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { fixed, NONE } from '../../format/numbers.ts';
import { transportText } from '../../format/transport.ts';
import { useConnection, useEngine, useStores } from '../../state/stores.ts';
import styles from './engine-status.module.css';
import { BACKENDS, engineLine, errorText } from './engine-words.ts';

/** What computes, in one line; all that was tried, and a choice, one click away. */
export function EngineStatus() {
  const { engine, view } = useStores();
  const status = useEngine((state) => state.status);
  const connection = useConnection((state) => state.connection);
  const notice = useEngine((state) => state.notice);
  const health = useConnection((state) => state.health);
  const line = engineLine(status, connection);
  return (
    <div className={styles.engine}>
      <div
        role="status"
        aria-label="Engine"
        className={styles.status}
        data-phase={status.phase}
        data-backend={status.backend}
        data-health={health}
      >
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.backend}>{line.backend}</span>
        {line.facts && (
          <span
            className={styles.brief}
            title="Time of one surface, and the largest error against the float64 network as a share of a parameter’s range"
          >
            {line.facts}
          </span>
        )}
        {health === 'degraded' && <span className={styles.unwell}>degraded</span>}
        {health === 'silent' && <span className={styles.unwell}>no answer</span>}
      </div>
      {status.phase === 'failed' && (
        <button
          type="button"
          className={controls.button}
          onClick={() => engine.getState().choose(status.choice)}
        >
          Start again
        </button>
      )}
      <button
        type="button"
        className={`${controls.button} ${controls.quiet} ${controls.icon} ${styles.more}`}
        popoverTarget="engine-details"
        aria-label="Engine details"
      >
        <Icon name="chevron" />
      </button>
      <div
        id="engine-details"
        popover="auto"
        role="dialog"
        aria-label="Engine details"
        className={`${controls.popover} ${styles.details}`}
      >
        <label className={styles.choice}>
          Backend
          <select
            className={controls.select}
            value={status.choice}
            onChange={(event) => {
              const chosen = BACKENDS.find((name) => name === event.target.value);
              if (chosen) engine.getState().choose(chosen);
            }}
          >
            {BACKENDS.map((name) => (
              <option key={name} value={name}>
                {name === 'auto' ? 'auto (the fastest that is right)' : backendTitles[name]}
              </option>
            ))}
          </select>
        </label>
        {notice && <p className={styles.message}>{notice}</p>}
        {status.message && <p className={styles.message}>{status.message}</p>}
        {status.phase === 'ready' && (
          <dl className={styles.facts}>
            <dt>Runs on</dt>
            <dd>
              {status.adapter ?? 'this processor'}
              {status.software && ' (emulated on the processor)'}
            </dd>
            <dt>One surface</dt>
            <dd>{status.latencyMs === undefined ? NONE : `${fixed(status.latencyMs, 2)} ms`}</dd>
            <dt>Error</dt>
            <dd>
              {status.oracleError === undefined
                ? NONE
                : `${errorText(status.oracleError)} of a parameter’s range, against the float64 network`}
            </dd>
          </dl>
        )}
        {status.trials.length > 0 && (
          <ul className={styles.trials} aria-label="What was tried">
            {status.trials.map(({ backend, accepted, reason }) => (
              <li key={backend} data-accepted={accepted}>
                <span>
                  {accepted ? '✓' : '✕'} {backendTitles[backend]}
                </span>
                <span className={styles.reason}>{reason}</span>
              </li>
            ))}
          </ul>
        )}
        <p className={styles.transport}>{transportText(connection)}</p>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          popoverTarget="engine-details"
          popoverTargetAction="hide"
          onClick={() => view.getState().open('console')}
        >
          API console…
        </button>
      </div>
    </div>
  );
}
