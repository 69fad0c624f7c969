import controls from '../../components/controls.module.css';
import { scenarioTexts, scenarioTitle } from '../../format/scenario.ts';
import { useConnection, useStores } from '../../state/stores.ts';
import styles from './scenario-badge.module.css';

/** Says that trouble is asked for on purpose, lest it be taken for real, and ends it. */
export function ScenarioBadge() {
  const { connections } = useStores();
  const scenario = useConnection((state) => state.scenario);
  const notice = useConnection((state) => state.notice);
  const isServer = useConnection((state) => state.connection?.transport === 'http');
  if (!scenario && notice === undefined) return null;
  const title = scenario && scenarioTexts[scenario.name];
  return (
    <div className={styles.badge} data-scenario={scenario?.name}>
      <span role="status" aria-label="Scenario" title={title}>
        {scenario ? `Scenario: ${scenarioTitle(scenario)}` : notice}
        {scenario && isServer && ' (not asked of a server)'}
      </span>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        aria-label={scenario ? 'End the scenario' : 'Dismiss'}
        onClick={() => connections.getState().play(undefined)}
      >
        {scenario ? 'End' : 'Dismiss'}
      </button>
    </div>
  );
}
