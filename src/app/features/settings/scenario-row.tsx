import { type Scenario, scenarioNames, scenarioOf } from '../../../api/scenario.ts';
import controls from '../../components/controls.module.css';
import { scenarioTexts } from '../../format/scenario.ts';
import { useConnection, useStores } from '../../state/stores.ts';
import styles from './settings-dialog.module.css';

/** Trouble on purpose, for demonstrations and acceptance tests. */
export function ScenarioRow() {
  const { connections } = useStores();
  const scenario = useConnection((state) => state.scenario);
  const { play } = connections.getState();
  const number = (key: 'delay' | 'seed', label: string, step: number) =>
    scenario && (
      <label className={styles.number}>
        {label}
        <input
          className={controls.input}
          type="number"
          min={0}
          max={60_000}
          step={step}
          value={scenario[key]}
          onChange={(event) => {
            const value = Math.round(event.target.valueAsNumber);
            if (value >= 0 && value <= 60_000) play({ ...scenario, [key]: value } as Scenario);
          }}
        />
      </label>
    );
  return (
    <section className={styles.row}>
      <div>
        <h3>Scenario</h3>
        <p>
          {scenario
            ? scenarioTexts[scenario.name]
            : 'Trouble on purpose, to see what the screen makes of it. Also as ?scenario= in the address.'}
        </p>
      </div>
      {scenario?.name === 'slow' && number('delay', 'Delay in ms', 500)}
      {scenario?.name === 'flaky' && number('seed', 'Seed', 1)}
      <select
        className={controls.select}
        aria-label="Scenario"
        value={scenario?.name ?? ''}
        onChange={(event) => {
          const name = scenarioNames.find((known) => known === event.target.value);
          play(name && scenarioOf(name));
        }}
      >
        <option value="">none</option>
        {scenarioNames.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </section>
  );
}
