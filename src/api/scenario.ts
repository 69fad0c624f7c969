/**
 * Troubles that a page may ask for, for acceptance tests and demonstrations: with every request, in a
 * header, so that whoever answers keeps nothing and a service worker that was stopped goes on.
 */

export const scenarioNames = [
  'degraded',
  'model-unavailable',
  'damaged-weights',
  'slow',
  'error-500',
  'flaky',
  'rate-limited',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];

export interface Scenario {
  readonly name: ScenarioName;
  /** Of `slow`: how long a calibration waits, in ms. */
  readonly delay: number;
  /** Of `flaky`: which requests fail. */
  readonly seed: number;
  /** Of `flaky`: the number of the calibration among those of its page since the scenario began. */
  readonly count: number;
}

export const scenarioHeader = 'X-Scenario';

const DEFAULT_DELAY_MS = 2000;
const MOST_DELAY_MS = 60_000;

/** The scenario with its usual numbers. */
export function scenarioOf(name: ScenarioName): Scenario {
  return { name, delay: DEFAULT_DELAY_MS, seed: 1, count: 0 };
}

/** The scenario in a page's address, `?scenario=slow&delay=3000`, or why there is none. */
export function scenarioInAddress(search: string): {
  readonly scenario?: Scenario;
  readonly message?: string;
} {
  const fields = new URLSearchParams(search);
  const asked = fields.get('scenario');
  if (asked === null) return {};
  const scenario = read(asked, (key) => fields.get(key));
  if (scenario) return { scenario };
  return { message: `There is no scenario “${asked}” (${scenarioNames.join(', ')}).` };
}

/** As a header says it: `flaky; seed=7; count=3`. */
export function scenarioText({ name, delay, seed, count }: Scenario): string {
  if (name === 'slow') return `${name}; delay=${delay}`;
  return name === 'flaky' ? `${name}; seed=${seed}; count=${count}` : name;
}

/** Reads {@link scenarioText}; undefined for anything else. */
export function readScenario(text: string | null): Scenario | undefined {
  const [name = '', ...pairs] = (text ?? '').split(';').map((part) => part.trim());
  const fields = new Map(
    pairs.map((pair): [string, string] => {
      const [key = '', value = ''] = pair.split('=');
      return [key, value];
    }),
  );
  return read(name, (key) => fields.get(key) ?? null);
}

function read(asked: string, field: (key: string) => string | null): Scenario | undefined {
  const name = scenarioNames.find((known) => known === asked);
  if (!name) return undefined;
  const usual = scenarioOf(name);
  const number = (key: 'delay' | 'seed' | 'count') => {
    const text = field(key) ?? '';
    return /^\d{1,15}$/.test(text) ? Number(text) : usual[key];
  };
  const delay = Math.min(number('delay'), MOST_DELAY_MS);
  return { name, delay, seed: number('seed'), count: number('count') };
}

/** The page's side: `fetch` whose requests ask for the scenario of their time. */
export function scenarioFetch(
  fetch: typeof globalThis.fetch,
  current: () => Scenario | undefined,
): typeof globalThis.fetch {
  let counted: Scenario | undefined;
  let count = 0;
  return (input, init) => {
    const scenario = current();
    if (scenario !== counted) count = 0;
    counted = scenario;
    if (!scenario) return fetch(input, init);
    const headers = new Headers(init?.headers);
    headers.set(scenarioHeader, scenarioText({ ...scenario, count }));
    // What else is asked comes when it comes, and must not move which calibrations fail.
    if (isCalibration(input)) count++;
    return fetch(input, { ...init, headers });
  };
}

function isCalibration(input: RequestInfo | URL): boolean {
  const url = input instanceof Request ? input.url : String(input);
  return /\/calibrate$/.test(url);
}
