import controls from '../../components/controls.module.css';
import { scenarioTexts, scenarioTitle } from '../../format/scenario.ts';
import { useConnection, useStores } from '../../state/stores.ts';
import styles from './scenario-strip.module.css';

/**
 * A strip under the bar that says that trouble is asked for on purpose, lest it be taken for real,
 * and ends it; or that what the page was opened with could not be had.
 */
export function ScenarioStrip() {
  const { connections } = useStores();
  const scenario = useConnection((state) => state.scenario);
  const notice = useConnection((state) => state.notice);
  const isServer = useConnection((state) => state.connection?.transport === 'http');
  if (!scenario && notice === undefined) return null;
  const effect = isServer
    ? 'A server is never asked for it.'
    : scenario && scenarioTexts[scenario.name];
  return (
    <aside className={styles.strip} aria-label="Scenario" data-scenario={scenario?.name}>
      <p role="status">
        {scenario ? <strong>Scenario: {scenarioTitle(scenario)}</strong> : notice}
        {scenario && effect}
      </p>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        aria-label={scenario ? 'End the scenario' : 'Dismiss'}
        onClick={() => {
          connections.getState().play(undefined);
          // The way to another; this button is gone.
          document.getElementById('help-menu-opener')?.focus();
        }}
      >
        {scenario ? 'End' : 'Dismiss'}
      </button>
    </aside>
  );
}
