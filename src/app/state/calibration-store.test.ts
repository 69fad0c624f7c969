import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cgmy } from '../../levy/cgmy.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import {
  asked,
  calibration,
  good,
  quoted,
  refinement,
  settle,
  setUp,
  surface,
} from './calibration-store.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const microtasks = () => vi.advanceTimersByTimeAsync(0);

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

test('an edit that is undone by way of a mistake ends with the answer to what is on screen', async () => {
  const { calls, type, surfaces, state } = setUp();
  state().calibrate();
  calls[0]!.answer(good());
  await settle();
  type('none');
  type('14');
  await vi.advanceTimersByTimeAsync(50);
  calls.at(-1)!.answer(good());
  await settle();
  surfaces.getState().undo();
  // Slowly: meanwhile the mistake keeps all from being asked.
  await vi.advanceTimersByTimeAsync(50);
  expect(surfaces.getState().document.problems).toHaveLength(1);
  surfaces.getState().undo();
  await vi.advanceTimersByTimeAsync(50);
  const { document } = surfaces.getState();
  expect(calls.at(-1)!.surface).toBe(document.surface);
  calls.at(-1)!.answer(good());
  await settle();
  expect(state().outcome?.surface).toBe(document.surface);
  expect(state().work).toBeUndefined();
});

test('a refusal and a rejection are failures that keep the last outcome', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  calls[0]!.answer(good());
  await settle();
  state().calibrate();
  calls[1]!.answer({
    ok: false,
    problems: [{ message: 'no network' }],
    trouble: { kind: 'refused' },
  });
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
