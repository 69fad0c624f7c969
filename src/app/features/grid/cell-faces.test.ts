import { expect, test } from 'vitest';
import { cellPlace } from '../../../calibration/quotes/surface.ts';
import { checkSurface } from '../../../calibration/quotes/surface-check.ts';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { editDocument, newDocument } from '../../state/surface-document.ts';
import { samples } from '../import/example-samples.ts';
import { raggedSurface } from '../plots/ragged-surface.fixture.ts';
import { cellFaces, keepAlike, LEVELS } from './cell-faces.ts';
import { byCell, cellProblems } from './cell-problems.ts';

const surface = samples[0]!.make();
const fit = fitSurface(surface, varianceGamma, samples[0]!.parameters);

test('prices show as many decimals as they have, two at least', () => {
  const faces = cellFaces('price', surface, undefined);
  expect(faces.map(({ value }) => value)).toEqual(surface.prices);
  expect(faces.every(({ text }) => /^\d+\.\d{4}$/.test(text))).toBe(true);
});

test('time value is what a quote is worth beyond exercise at the forward, for puts as for calls', () => {
  const faces = cellFaces('timeValue', surface, undefined);
  surface.prices.forEach((price, cell) => {
    const { strike, forward, maturity } = cellPlace(surface, cell);
    const exercise = Math.max(forward - strike, 0) * Math.exp(-surface.rate * maturity);
    expect(faces[cell]?.value).toBeCloseTo(price! - exercise, 10);
  });
  const puts = surface.prices.map((price, cell) => {
    const { strike, forward, maturity } = cellPlace(surface, cell);
    return price! - (forward - strike) * Math.exp(-surface.rate * maturity);
  });
  const asPuts = { ...surface, prices: puts, puts: puts.map(() => true) };
  cellFaces('timeValue', asPuts, undefined).forEach(({ value }, cell) => {
    expect(value).toBeCloseTo(faces[cell]!.value!, 10);
  });
});

test('at each maturity one strike is at the money: the nearest to the forward, in every view', () => {
  for (const view of ['price', 'volatility', 'timeValue', 'residual'] as const) {
    const marked = cellFaces(view, surface, fit).flatMap(({ isAtm }, cell) =>
      isAtm ? [cell] : [],
    );
    expect(marked).toHaveLength(surface.maturities.length);
    for (const cell of marked) {
      const { forward, strike } = cellPlace(surface, cell);
      const distances = surface.strikes.map((other) => Math.abs(other - forward));
      expect(Math.abs(strike - forward)).toBe(Math.min(...distances));
    }
  }
});

test('what did not change keeps its face, so that it is not drawn again', () => {
  const before = cellFaces('price', surface, undefined);
  const prices = surface.prices.with(45, surface.prices[45]! + 0.0001);
  const now = keepAlike(before, cellFaces('price', { ...surface, prices }, undefined));
  expect(now.flatMap((face, i) => (face === before[i] ? [] : [i]))).toEqual([45]);
});

test('the shade runs from none to full and residuals are zero-centred', () => {
  const levels = cellFaces('price', surface, undefined).map(({ level }) => level);
  expect(Math.min(...levels)).toBe(0);
  expect(Math.max(...levels)).toBe(LEVELS);
  const worse = fitSurface(surface, varianceGamma, [0.2, 0.35, -0.15]);
  const faces = cellFaces('residual', surface, worse).filter(({ value }) => value !== undefined);
  expect(faces.every(({ value, tone }) => tone === ((value ?? 0) < 0 ? 'low' : 'high'))).toBe(true);
  const exact = cellFaces('residual', surface, fit);
  expect(exact.every(({ level }) => level <= LEVELS / 2)).toBe(true);
});

test('a cell without an implied volatility shows a dash, not a number', () => {
  const prices = surface.prices.map((price, i) => (i === 3 ? 0 : price));
  const faces = cellFaces('volatility', { ...surface, prices }, undefined);
  expect(faces[3]).toMatchObject({
    text: '–',
    value: undefined,
    why: 'No volatility: the option is worth less than exercising it.',
  });
});

test('a cell says why it has no volatility exactly where it has none', () => {
  const faces = cellFaces('volatility', surface, undefined);
  expect(faces.map(({ why }) => why !== undefined)).toEqual(
    faces.map(({ value }) => value === undefined),
  );
});

test('what is not quoted shows nothing in any view, and a put is marked in prices', () => {
  const ragged = raggedSurface();
  for (const view of ['price', 'volatility', 'residual'] as const) {
    const faces = cellFaces(view, ragged, undefined);
    expect(faces.map(({ text }) => text === '')).toEqual(
      ragged.prices.map((price) => price === undefined),
    );
  }
  const marked = cellFaces('price', ragged, undefined).map(({ isPut }) => isPut ?? false);
  expect(marked).toEqual(ragged.puts);
});

test('errors come before arbitrage, and a cell being mended is not judged by its former price', () => {
  const prices = surface.prices.map((price, i) => (i === 12 ? price! + 5 : price));
  const arbitraged = { ...surface, prices };
  const { problems } = checkSurface(arbitraged);
  const clean = newDocument(arbitraged, { title: '', notes: [] });
  expect(byCell(cellProblems(clean, problems)).has('1:2')).toBe(true);
  const edited = editDocument(clean, [[{ row: 1, column: 2 }, 'x']]);
  const found = byCell(cellProblems(edited, problems)).get('1:2');
  expect(found?.map(({ severity }) => severity)).toEqual(['error']);
});
