import { expect, test } from 'vitest';
import { checkSurface } from '../../../calibration/quotes/surface-check.ts';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { editDocument, newDocument } from '../../state/surface-document.ts';
import { samples } from '../import/example-samples.ts';
import { raggedSurface } from '../plots/ragged-surface.fixture.ts';
import { cellFaces, LEVELS } from './cell-faces.ts';
import { byCell, cellProblems } from './cell-problems.ts';

const surface = samples[0]!.make();
const fit = fitSurface(surface, varianceGamma, samples[0]!.parameters);

test('prices show as many decimals as they have, two at least', () => {
  const faces = cellFaces('price', surface, undefined);
  expect(faces.map(({ value }) => value)).toEqual(surface.prices);
  expect(faces.every(({ text }) => /^\d+\.\d{4}$/.test(text))).toBe(true);
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
  expect(faces[3]).toMatchObject({ text: '–', value: undefined });
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
