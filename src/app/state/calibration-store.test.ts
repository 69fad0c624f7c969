import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Calibration } from '../../calibration/service.ts';
import type { Result, Surface } from '../../calibration/surface.ts';
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
};

interface Call {
  readonly surface: Surface;
  readonly model: string;
  readonly signal: AbortSignal;
  readonly answer: (result: Result<Calibration>) => void;
  readonly fail: (error: Error) => void;
}

const good = (model = 'VarianceGamma'): Result<Calibration> => ({
  ok: true,
  value: {
    model,
    parameters: model === 'CGMY' ? [0.1, 5, 5, 0.8] : [0.2, 0.5, -0.1],
    atEdge: [],
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs: 1,
    backend: 'cpu',
  },
});

function setUp() {
  const calls: Call[] = [];
  const surfaces = createSurfaceStore(surface, { title: '', notes: [] });
  const store = createCalibrationStore(
    surfaces,
    varianceGamma,
    (asked, model, signal) =>
      new Promise((answer, fail) => {
        calls.push({ surface: asked, model, signal, answer, fail });
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
const settle = () => vi.advanceTimersByTimeAsync(1000);

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

test('quick edits are one request, for the last state', async () => {
  const { calls, type, surfaces } = setUp();
  type('13.2');
  type('13.3');
  await settle();
  expect(calls.map((call) => call.surface)).toEqual([surfaces.getState().document.surface]);
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
  expect(calls).toHaveLength(1);
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
