import type { Scenario, ScenarioName } from '../../api/scenario.ts';

/** What each scenario does, in one line. */
export const scenarioTexts: Readonly<Record<ScenarioName, string>> = {
  degraded: 'The CGMY network cannot be loaded; Variance Gamma works.',
  'model-unavailable': 'No network can be loaded: every calibration is answered with 503.',
  'damaged-weights': 'The weights of every network are damaged: 503, with that reason.',
  slow: 'Every calibration waits first.',
  'error-500': 'Every calibration is answered with 500, an unexpected error.',
  flaky: 'About half of the calibrations are answered with 503, always the same ones for a seed.',
  'rate-limited':
    'Three calibrations, then one every three seconds; the rest are answered with 429.',
};

/** The scenario with its number, where it has one. */
export function scenarioTitle({ name, delay, seed }: Scenario): string {
  if (name === 'slow') return `${name}, ${delay} ms`;
  return name === 'flaky' ? `${name}, seed ${seed}` : name;
}
