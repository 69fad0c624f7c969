import { expect, test } from 'vitest';
import { sixCalls as surface } from '../../calibration/quotes/surface.fixture.ts';
import { diagnose } from '../../calibration/report/diagnostics.ts';
import { fitSurface } from '../../calibration/report/fit.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { someOutcome } from '../exchange/outcome.fixture.ts';
import { createCalibrationStore, type Outcome } from './calibration-store.ts';
import { createSurfaceStore } from './surface-store.ts';
import { createWhatIfStore } from './what-if-store.ts';

function calibrated(parameters = [0.2, 0.5, -0.1]): Outcome {
  const outcome = someOutcome(surface, { by: 'network' });
  const calibration = { ...outcome.calibration, parameters };
  const fit = fitSurface(surface, varianceGamma, parameters);
  return { ...outcome, calibration, fit, diagnostics: diagnose(fit, calibration) };
}

function setUp() {
  const surfaces = createSurfaceStore(surface, { title: '', notes: [] });
  const calibrations = createCalibrationStore(surfaces, varianceGamma, () => new Promise(() => {}));
  const frames: Array<() => void> = [];
  const store = createWhatIfStore(surfaces, calibrations, (draw) => frames.push(draw));
  const drawOnce = () => {
    for (const frame of frames.splice(0)) frame();
  };
  /** A slow machine may take several pictures for a few quotes. */
  const draw = () => {
    while (frames.length > 0) drawOnce();
  };
  return { surfaces, calibrations, frames, draw, drawOnce, state: () => store.getState() };
}

function started() {
  const all = setUp();
  const from = calibrated();
  all.calibrations.setState({ outcome: from });
  all.state().start();
  return { ...all, from, tried: () => all.state().tried! };
}

test('there is nothing to try before a calibration', () => {
  const { state } = setUp();
  state().start();
  expect(state().tried).toBeUndefined();
  state().move(0, 0.3);
  state().snapBack();
  expect(state().tried).toBeUndefined();
});

test('it starts at what was calibrated', () => {
  const { from, tried } = started();
  expect(tried().parameters).toEqual([0.2, 0.5, -0.1]);
  expect(tried().fit).toBe(from.fit);
});

test('a move shows at once, and many are priced once, with the next picture', () => {
  const { state, tried, frames, draw, from } = started();
  state().move(0, 0.3);
  state().move(0, 0.31);
  state().move(2, -0.2);
  expect(tried().parameters).toEqual([0.31, 0.5, -0.2]);
  expect(tried().fit).toBe(from.fit);
  expect(frames).toHaveLength(1);
  draw();
  expect(tried().fit.parameters).toEqual(tried().parameters);
  expect(tried().fit.volatilityError?.rmse).toBeGreaterThan(from.fit.volatilityError?.rmse ?? 0);
  state().move(1, 0.4);
  expect(frames).toHaveLength(1);
});

test('what the model does not allow is refused with its reason, and the values before stay', () => {
  const { state, tried, draw } = started();
  state().move(0, 0.3);
  state().move(1, -1);
  draw();
  expect(tried().refusal).toEqual({ index: 1, message: expect.stringContaining('ν > 0') });
  expect(tried().parameters).toEqual([0.3, 0.5, -0.1]);
  expect(tried().fit.parameters).toEqual([0.3, 0.5, -0.1]);
  state().move(1, 0.6);
  expect(tried().refusal).toBeUndefined();
});

test('one parameter or all snap back', () => {
  const { state, tried, draw, from } = started();
  state().move(0, 0.3);
  state().move(1, 0.8);
  state().snapBack(0);
  draw();
  expect(tried().fit.parameters).toEqual([0.2, 0.8, -0.1]);
  state().snapBack();
  draw();
  expect(tried().parameters).toBe(from.fit.parameters);
  expect(tried().fit).toBe(from.fit);
  state().move(0, 0.3);
  state().snapBack(0);
  expect(tried().parameters).toBe(from.fit.parameters);
});

test('what the model allows and nobody can price is refused too, at the values before', () => {
  const { state, tried, draw, from } = started();
  state().move(0, 0.3);
  draw();
  state().move(1, 1e-9);
  expect(tried().refusal).toBeUndefined();
  draw();
  expect(tried().refusal).toEqual({ index: 1, message: expect.stringContaining('priced') });
  expect(tried().parameters).toEqual([0.3, 0.5, -0.1]);
  state().snapBack();
  draw();
  state().move(1, 1e-9);
  draw();
  expect(tried().parameters).toBe(from.fit.parameters);
});

test('it prices as a calibration does, bit for bit', () => {
  const { state, tried, draw } = started();
  state().move(0, 0.25);
  draw();
  state().move(1, 0.4);
  draw();
  expect(tried().fit).toEqual(fitSurface(surface, varianceGamma, [0.25, 0.4, -0.1]));
});

test('quotes edited meanwhile are what it is held against, calibrated parameters too', () => {
  const { state, tried, draw, surfaces, from } = started();
  state().move(0, 0.3);
  draw();
  surfaces.getState().edit([[{ row: 0, column: 0 }, '14']]);
  draw();
  const { surface: edited } = surfaces.getState().document;
  expect(tried().fit).toEqual(fitSurface(edited, varianceGamma, [0.3, 0.5, -0.1]));
  expect(tried().calibrated).toEqual(fitSurface(edited, varianceGamma, from.fit.parameters));
  state().snapBack();
  draw();
  expect(tried().fit).toBe(tried().calibrated);
});

test('thousands of quotes take several pictures, and the newest values come last', () => {
  const strikes = Array.from({ length: 200 }, (_, i) => 80 + i / 5);
  const maturities = Array.from({ length: 100 }, (_, i) => 0.1 + i / 50);
  const prices = strikes.flatMap((K) => maturities.map((T) => Math.max(100 - K, 0) + 5 * T + 1));
  const { state, tried, draw, drawOnce, surfaces, frames } = started();
  surfaces
    .getState()
    .replace({ ...surface, strikes, maturities, prices }, { title: '', notes: [] });
  draw();
  state().move(0, 0.3);
  let pictures = 0;
  for (; frames.length > 0; pictures++) {
    if (pictures === 1) state().move(0, 0.31);
    drawOnce();
  }
  expect(pictures).toBeGreaterThan(2);
  expect(tried().fit.parameters).toEqual([0.31, 0.5, -0.1]);
  expect(tried().fit.modelPrices).toHaveLength(20_000);
});

test('a new outcome ends it, a late picture changes nothing', () => {
  const { state, calibrations, draw } = started();
  state().move(0, 0.3);
  calibrations.setState({ outcome: calibrated([0.25, 0.5, -0.1]) });
  expect(state().tried).toBeUndefined();
  draw();
  expect(state().tried).toBeUndefined();
});
