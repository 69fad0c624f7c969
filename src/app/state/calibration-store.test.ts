import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Result, Surface } from '../../calibration/quotes/surface.ts';
import type { Refinement, RefineSettings } from '../../calibration/refine/refinement.ts';
import type { Calibration } from '../../calibration/service.ts';
import { someTrust } from '../../calibration/trust.fixture.ts';
import { cgmy } from '../../levy/cgmy.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { createCalibrationStore } from './calibration-store.ts';
import { createSurfaceStore } from './surface-store.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
  prices: [13.1, 16.2, 6.9, 10.4, 3, 6.1],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
/** The same with a bid and an ask in every cell. */
const quoted: Surface = {
  ...surface,
  spreads: surface.prices.map((price) => ({ bid: price! - 0.1, ask: price! + 0.1 })),
};

interface Call {
  readonly surface: Surface;
  readonly model: string;
  readonly refine: RefineSettings | undefined;
  readonly signal: AbortSignal;
  readonly answer: (result: Result<Calibration>) => void;
  readonly fail: (error: Error) => void;
}

const good = (model = 'VarianceGamma') => ({
  ok: true as const,
  value: calibration(model),
});

const calibration = (model: string): Calibration => ({
  model,
  parameters: model === 'CGMY' ? [0.1, 5, 5, 0.8] : [0.2, 0.5, -0.1],
  atEdge: [],
  trust: someTrust(model === 'CGMY' ? 4 : 3),
  check: { verdict: 'clean', brokenCells: 0 },
  inferenceMs: 1,
  backend: 'cpu',
});

const refinement: Refinement = {
  settings: { objective: 'vega' },
  parameters: [0.21, 0.4, -0.12],
  uncertainties: [],
  correlation: [],
  flatDirections: [],
  noise: 1e-4,
  rmse: 1e-4,
  residuals: [0, 0, 0, 0, 0, 0],
  deviance: -50,
  iterations: 5,
  starts: 1,
  reason: 'converged',
  ms: 3,
};

function setUp(first = surface) {
  const calls: Call[] = [];
  const surfaces = createSurfaceStore(first, { title: '', notes: [] });
  const store = createCalibrationStore(
    surfaces,
    varianceGamma,
    (asked, model, { refine, signal }) =>
      new Promise((answer, fail) => {
        calls.push({ surface: asked, model, refine, signal: signal!, answer, fail });
      }),
  );
  const type = (text: string) => surfaces.getState().edit([[{ row: 0, column: 0 }, text]]);
  return { calls, surfaces, type, state: () => store.getState() };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const microtasks = () => vi.advanceTimersByTimeAsync(0);
/** Long enough for edits to be asked for, and not for the comparison. */
const settle = () => vi.advanceTimersByTimeAsync(200);
const compare = () => vi.advanceTimersByTimeAsync(1000);
const asked = (calls: readonly Call[]) => calls.map(({ model }) => model);

test('an answer becomes an outcome with its surface, model and fit', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  expect(state().work).toBeDefined();
  calls[0]!.answer(good());
  await settle();
  expect(state().work).toBeUndefined();
  expect(state().outcome).toMatchObject({ surface, model: varianceGamma });
  expect(state().outcome?.fit.modelPrices).toHaveLength(6);
});

test('an edit is asked for at once, and what changes with it once', async () => {
  const { calls, type, surfaces, state } = setUp();
  type('13.2');
  type('13.3');
  state().choose(cgmy);
  await microtasks();
  expect(calls.map((call) => call.surface)).toEqual([surfaces.getState().document.surface]);
  expect(asked(calls)).toEqual(['CGMY']);
});

test('a key held down is no storm of requests, and its last edit counts', async () => {
  const { calls, type, state, surfaces } = setUp();
  for (let n = 0; n < 50; n++) {
    type(String(13 + n / 100));
    await vi.advanceTimersByTimeAsync(10);
  }
  await settle();
  expect(calls.length).toBeLessThanOrEqual(14);
  expect(calls.filter(({ signal }) => !signal.aborted)).toEqual([calls.at(-1)]);
  calls.at(-1)!.answer(good());
  await settle();
  expect(state().outcome?.surface).toBe(surfaces.getState().document.surface);
  expect(state().outcome?.surface.prices[0]).toBe(13.49);
});

test('an answer to what was on screen before the last edit counts for nothing', async () => {
  const { calls, type, state } = setUp();
  type('13.2');
  await microtasks();
  type('13.3');
  expect(calls[0]!.signal.aborted).toBe(true);
  calls[0]!.answer(good());
  await microtasks();
  expect(state().outcome).toBeUndefined();
  expect(state().work).toBeDefined();
  await settle();
  expect(calls).toHaveLength(2);
});

test('a kept result that is shown with its surface starts no request of its own', async () => {
  const { calls, state, surfaces } = setUp();
  state().calibrate();
  calls[0]!.answer(good());
  await settle();
  const kept = state().outcome!;
  surfaces.getState().replace({ ...surface, spot: 101 }, { title: '', notes: [] });
  await settle();
  surfaces.getState().replace(surface, { title: '', notes: [] });
  state().show(kept);
  await settle();
  expect(calls).toHaveLength(2);
  expect(calls[1]!.signal.aborted).toBe(true);
  expect(state().outcome).toBe(kept);
});

test('thousands of quotes are priced in several tasks', async () => {
  vi.useRealTimers();
  const strikes = Array.from({ length: 200 }, (_, i) => 80 + i / 5);
  const maturities = Array.from({ length: 100 }, (_, i) => 0.1 + i / 50);
  const prices = strikes.flatMap((K) => maturities.map((T) => Math.max(100 - K, 0) + 5 * T + 1));
  const large = { ...surface, strikes, maturities, prices };
  const { calls, state } = setUp(large);
  state().calibrate();
  calls[0]!.answer(good());
  let turns = 0;
  for (; !state().outcome; turns++) await new Promise((resolve) => setTimeout(resolve));
  expect(turns).toBeGreaterThan(1);
  expect(state().outcome?.surface).toBe(large);
});

test('a newer request aborts the one before, whose late answer counts for nothing', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  state().choose(cgmy);
  expect(calls[0]!.signal.aborted).toBe(true);
  calls[1]!.answer(good('CGMY'));
  await settle();
  calls[0]!.answer(good());
  await settle();
  expect(state().outcome?.model).toBe(cgmy);
});

test('nothing is asked while a cell is wrong, and the last outcome stays', async () => {
  const { calls, state, type } = setUp();
  state().calibrate();
  calls[0]!.answer(good());
  await settle();
  type('x');
  await settle();
  state().calibrate();
  expect(asked(calls).filter((model) => model === 'VarianceGamma')).toHaveLength(1);
  expect(state().outcome?.surface).toBe(surface);
  expect(state().work).toBeUndefined();
});

test('a refusal and a rejection are failures that keep the last outcome', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  calls[0]!.answer(good());
  await settle();
  state().calibrate();
  calls[1]!.answer({ ok: false, problems: [{ message: 'no network' }] });
  await settle();
  expect(state().failure).toEqual([{ message: 'no network' }]);
  expect(state().outcome).toBeDefined();
  state().calibrate();
  expect(state().failure).toBeUndefined();
  calls[2]!.fail(new Error('lost'));
  await settle();
  expect(state().failure?.[0]?.message).toContain('lost');
});

test('parameters outside the model’s domain are a failure, not an exception', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  const answer = good();
  if (!answer.ok) throw new Error();
  calls[0]!.answer({ ok: true, value: { ...answer.value, parameters: [-1, 0.5, 0] } });
  await settle();
  expect(state().work).toBeUndefined();
  expect(state().failure?.[0]?.message).toContain('σ > 0');
});

test('cancel aborts and says so until the next request', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  state().cancel();
  expect(calls[0]!.signal.aborted).toBe(true);
  expect(state()).toMatchObject({ work: undefined, cancelled: true });
  state().calibrate();
  expect(state().cancelled).toBe(false);
});

test('a refined answer is fitted with the refined parameters', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  expect(calls[0]!.refine).toEqual({ objective: 'vega' });
  calls[0]!.answer({ ok: true, value: { ...calibration('VarianceGamma'), refinement } });
  await settle();
  expect(state().outcome?.fit.parameters).toEqual(refinement.parameters);
  expect(state().outcome?.diagnostics.criteria).toBeDefined();
});

test('other settings recalibrate, the same ones do not', async () => {
  const { calls, state } = setUp();
  state().fitBy({ by: 'relative', noise: 0.01 });
  state().fitBy({ by: 'relative', noise: 0.01 });
  expect(calls.map(({ refine }) => refine)).toEqual([{ objective: 'relative', noise: 0.01 }]);
});

test('the network alone is not refined, even where its surface needs to be asked so', async () => {
  const { calls, state } = setUp();
  state().fitBy({ by: 'network' });
  expect(calls[0]!.refine).toBeUndefined();
  calls[0]!.answer({ ok: true, value: { ...calibration('VarianceGamma'), refinement } });
  await settle();
  expect(state().outcome?.calibration.refinement).toBeUndefined();
  expect(state().outcome?.fit.parameters).toEqual([0.2, 0.5, -0.1]);
});

test('a fit by the spread falls back when a quote loses it, and returns with it', async () => {
  const { calls, surfaces, state, type } = setUp(quoted);
  state().fitBy({ by: 'spread' });
  type('13.2');
  await settle();
  surfaces.getState().undo();
  await settle();
  expect(calls.map(({ refine }) => refine?.objective)).toEqual(['spread', 'vega', 'spread']);
});

describe('the comparison', () => {
  const started = async () => {
    const all = setUp();
    all.state().calibrate();
    all.calls[0]!.answer(good());
    await settle();
    return all;
  };

  test('asks for the other models on the same surface, after the answer', async () => {
    const { calls, state } = await started();
    expect(asked(calls)).toEqual(['VarianceGamma']);
    await compare();
    expect(asked(calls)).toEqual(['VarianceGamma', 'CGMY']);
    expect(state().work).toBeUndefined();
    calls[1]!.answer(good('CGMY'));
    await compare();
    expect([...state().comparison.keys()]).toEqual(['VarianceGamma', 'CGMY']);
    expect(state().outcome?.model).toBe(varianceGamma);
  });

  test('is given up for a newer request, and never answers into it', async () => {
    const { calls, state } = await started();
    await compare();
    state().fitBy({ by: 'price' });
    expect(calls[1]!.signal.aborted).toBe(true);
    calls[1]!.answer(good('CGMY'));
    calls[2]!.answer(good());
    await settle();
    expect([...state().comparison.keys()]).toEqual(['VarianceGamma']);
  });

  test('waits while the analyst types', async () => {
    const { calls, type } = await started();
    for (const text of ['13.2', '13.3', '13.4', '13.5', '13.6']) {
      type(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(new Set(asked(calls))).toEqual(new Set(['VarianceGamma']));
  });

  test('keeps what holds when the model is switched', async () => {
    const { calls, state } = await started();
    await compare();
    calls[1]!.answer(good('CGMY'));
    await settle();
    state().choose(cgmy);
    calls[2]!.answer(good('CGMY'));
    await compare();
    expect(calls).toHaveLength(3);
    expect(state().comparison.size).toBe(2);
  });

  test('a model that cannot be fitted is a failure there and nowhere else', async () => {
    const { calls, state } = await started();
    await compare();
    calls[1]!.answer({ ok: false, problems: [{ message: 'too few quotes' }] });
    await settle();
    expect(state().comparison.get('CGMY')).toEqual({ failure: [{ message: 'too few quotes' }] });
    expect(state().failure).toBeUndefined();
  });

  test('is not made of numbers that are no option surface', async () => {
    const { calls, state } = setUp();
    state().calibrate();
    const check = { verdict: 'no-surface', brokenCells: 6 } as const;
    calls[0]!.answer({ ok: true, value: { ...calibration('VarianceGamma'), check } });
    await compare();
    expect(calls).toHaveLength(1);
  });
});
