import type { TensorMemory } from '../calibration/service.ts';

/** Counters and latencies of one place that answers, in Prometheus' text format (0.0.4). */

type Labels = Readonly<Record<string, string>>;

/** Upper ends of the buckets, in seconds: from a cached answer to a refinement of thousands of quotes. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** A family of numbers with one name, one for each set of labels. */
class Family<T> {
  readonly #series = new Map<string, T>();

  at(labels: Labels, create: () => T): T {
    const key = labelText(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const made = create();
    this.#series.set(key, made);
    return made;
  }

  entries(): ReadonlyArray<readonly [string, T]> {
    return [...this.#series];
  }
}

/** What is measured of the requests that one place answers, since it started. */
export class Metrics {
  readonly #requests = new Family<{ value: number }>();
  readonly #seconds = new Family<Histogram>();
  readonly #calibrations = new Family<{ value: number }>();
  readonly #started = Date.now();

  /** @param route path of the contract, or `other`: what a caller may choose makes no new series */
  request(route: string, method: string, status: number, seconds: number): void {
    this.#requests.at({ route, method, status: String(status) }, zero).value += 1;
    const known = this.#seconds.at({ route }, emptyHistogram);
    for (const [i, end] of BUCKETS.entries()) {
      if (seconds <= end) known.counts[i] = (known.counts[i] ?? 0) + 1;
    }
    known.sum += seconds;
    known.count += 1;
  }

  calibration(labels: {
    readonly model: string;
    readonly backend: string;
    readonly refined: boolean;
    readonly cache: 'hit' | 'miss';
  }): void {
    const { model, backend, refined, cache } = labels;
    this.#calibrations.at({ model, backend, refined: String(refined), cache }, zero).value += 1;
  }

  /**
   * @param loaded the networks in memory of all there are
   * @param memory of the engine, where it has tensors
   */
  text(loaded: Readonly<Record<string, boolean>>, memory?: TensorMemory): string {
    const counter = (families: Family<{ value: number }>, name: string) =>
      families.entries().map(([labels, { value }]) => `${name}${labels} ${value}`);
    return `${[
      ...header('levy_requests_total', 'counter', 'Requests answered.'),
      ...counter(this.#requests, 'levy_requests_total'),
      ...header('levy_request_duration_seconds', 'histogram', 'Time until the answer was ready.'),
      ...this.#seconds
        .entries()
        .flatMap(([labels, histogram]) => histogramLines(labels, histogram)),
      ...header('levy_calibrations_total', 'counter', 'Surfaces calibrated.'),
      ...counter(this.#calibrations, 'levy_calibrations_total'),
      ...header('levy_network_loaded', 'gauge', 'Whether a network is in memory.'),
      ...Object.entries(loaded).map(
        ([model, isLoaded]) => `levy_network_loaded${labelText({ model })} ${isLoaded ? 1 : 0}`,
      ),
      ...(memory ? memoryLines(memory) : []),
      ...header('levy_start_time_seconds', 'gauge', 'When this place began to answer, Unix time.'),
      `levy_start_time_seconds ${this.#started / 1000}`,
    ].join('\n')}\n`;
  }
}

function zero() {
  return { value: 0 };
}

function emptyHistogram(): Histogram {
  return { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
}

function header(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogramLines(labels: string, { counts, sum, count }: Histogram): string[] {
  const name = 'levy_request_duration_seconds';
  const inner = labels.slice(1, -1);
  return [
    ...BUCKETS.map((end, i) => `${name}_bucket{${inner},le="${end}"} ${counts[i]}`),
    `${name}_bucket{${inner},le="+Inf"} ${count}`,
    `${name}_sum${labels} ${sum}`,
    `${name}_count${labels} ${count}`,
  ];
}

function memoryLines({ tensors, bytes }: TensorMemory): string[] {
  return [
    ...header('levy_tensors', 'gauge', 'Tensors of TensorFlow.js in memory.'),
    `levy_tensors ${tensors}`,
    ...header('levy_tensor_bytes', 'gauge', 'What they take.'),
    `levy_tensor_bytes ${bytes}`,
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
