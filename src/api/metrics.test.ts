import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Metrics } from './metrics.ts';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Prometheus' text format 0.0.4, letter for letter; throws at what is not. */
function parse(text: string) {
  expect(text.endsWith('\n')).toBe(true);
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const samples: Sample[] = [];
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, about = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') helped.add(about);
    else if (kind === 'TYPE') types.set(about, rest);
    else samples.push(parseSample(line));
  }
  expect([...helped]).toEqual([...types.keys()]);
  for (const { name } of samples) {
    const family = name.replace(/_(bucket|sum|count)$/, '');
    expect([types.get(name), types.get(family) === 'histogram']).not.toEqual([undefined, false]);
  }
  const series = samples.map(({ name, labels }) => JSON.stringify([name, labels]));
  expect(new Set(series).size).toBe(series.length);
  return { types, samples };
}

function parseSample(line: string): Sample {
  const [, name = '', inner = '', value = ''] =
    /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? expect.fail(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  let rest = inner;
  while (rest !== '') {
    const [pair, key = '', text = ''] =
      /^([a-zA-Z_]\w*)="((?:[^"\\]|\\[\\"n])*)"(?:,(?=.)|$)/.exec(rest) ??
      expect.fail(`no label: ${rest}`);
    labels[key] = text.replace(/\\(.)/g, (_, letter) => (letter === 'n' ? '\n' : letter));
    rest = rest.slice(pair.length);
  }
  return { name, labels, value: Number(value) };
}

const none = { VarianceGamma: false };

it('counts requests by route, method and status, and calibrations by what they were', () => {
  const metrics = new Metrics();
  metrics.request('/health', 'GET', 200, 0.002);
  metrics.request('/health', 'GET', 200, 0.004);
  metrics.request('/health', 'PUT', 405, 0.001);
  const calibration = { model: 'CGMY', backend: 'wasm', refined: true, cache: 'miss' } as const;
  metrics.calibration(calibration);
  const { samples } = parse(metrics.text({ VarianceGamma: true, CGMY: false }));
  const of = (name: string) =>
    samples.filter((sample) => sample.name === name).map(({ labels, value }) => [labels, value]);
  expect(of('levy_requests_total')).toEqual([
    [{ route: '/health', method: 'GET', status: '200' }, 2],
    [{ route: '/health', method: 'PUT', status: '405' }, 1],
  ]);
  expect(of('levy_calibrations_total')).toEqual([[{ ...calibration, refined: 'true' }, 1]]);
  expect(of('levy_network_loaded')).toEqual([
    [{ model: 'VarianceGamma' }, 1],
    [{ model: 'CGMY' }, 0],
  ]);
  expect(of('levy_start_time_seconds')[0]![1]).toBeCloseTo(Date.now() / 1000, -2);
});

it('is a text of Prometheus before anything was asked', () => {
  const { types } = parse(new Metrics().text({}));
  expect(Object.fromEntries(types)).toEqual({
    levy_requests_total: 'counter',
    levy_request_duration_seconds: 'histogram',
    levy_calibrations_total: 'counter',
    levy_network_loaded: 'gauge',
    levy_start_time_seconds: 'gauge',
  });
});

const seconds = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.constantFrom(0, 0.001, 0.0025, 60, 60.1, 1e6),
);
const requests = fc.array(fc.tuple(fc.constantFrom('/', '/calibrate', 'other'), seconds), {
  maxLength: 40,
});

it('has cumulative buckets that end with the count, and the sum', () => {
  fc.assert(
    fc.property(requests, (asked) => {
      const metrics = new Metrics();
      for (const [route, time] of asked) metrics.request(route, 'GET', 200, time);
      const { samples } = parse(metrics.text(none));
      for (const route of new Set(asked.map(([own]) => own))) {
        const times = asked.filter(([own]) => own === route).map(([, time]) => time);
        const own = samples.filter(({ labels }) => labels.route === route);
        const total = (name: string) =>
          own.find((sample) => sample.name === `levy_request_duration_seconds_${name}`)!.value;
        const buckets = own.filter(({ name }) => name.endsWith('_bucket'));
        for (const { labels, value } of buckets) {
          const end = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
          expect(value).toBe(times.filter((time) => time <= end).length);
        }
        const ends = buckets.map(({ labels }) => labels.le);
        expect(ends.at(-1)).toBe('+Inf');
        expect(total('count')).toBe(times.length);
        expect(total('sum')).toBeCloseTo(
          times.reduce((sum, time) => sum + time, 0),
          6,
        );
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});

it('never counts down', () => {
  const metrics = new Metrics();
  let before = new Map<string, number>();
  for (let i = 0; i < 50; i++) {
    metrics.request(i % 2 ? '/calibrate' : '/', 'POST', i % 3 ? 200 : 422, 0.01 * i);
    metrics.calibration({ model: 'CGMY', backend: 'cpu', refined: false, cache: 'hit' });
    const { samples, types } = parse(metrics.text(none));
    const counted = samples.filter(({ name }) => types.get(name) !== 'gauge');
    const now = new Map(
      counted.map(({ name, labels, value }) => [name + JSON.stringify(labels), value]),
    );
    for (const [series, value] of before) expect(now.get(series)).toBeGreaterThanOrEqual(value);
    before = now;
  }
  expect(before.size).toBeGreaterThan(20);
});

it('carries any label', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', '\\', '\n', '{', '}', ',', '=', 'n', 'é') }),
      (model) => {
        const metrics = new Metrics();
        metrics.calibration({ model, backend: model, refined: false, cache: 'hit' });
        const { samples } = parse(metrics.text({ [model]: true }));
        const labels = samples.filter(({ name }) => name === 'levy_calibrations_total');
        expect(labels[0]!.labels).toMatchObject({ model, backend: model });
        expect(samples.find(({ name }) => name === 'levy_network_loaded')!.labels).toEqual({
          model,
        });
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});
