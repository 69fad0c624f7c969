import { expect, test } from 'vitest';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { endTold, toBeShown } from './open-batch.ts';
import { BatchTable } from './state/batch/batch-table.ts';

const surface = { strikes: [], maturities: [], prices: [], spot: 1, rate: 0, dividendYield: 0 };
const row = { ok: true, id: 'a', place: { file: 'a.jsonl', line: 1 }, surface } as const;
const asked = {
  batch: { title: 'a.jsonl', sources: [] },
  model: varianceGamma,
  by: 'vega',
} as const;

test('a row is shown fitted as its line asked, noise and all', () => {
  const refine = { objective: 'price', noise: 0.01 } as const;
  expect(toBeShown({ ...row, model: 'CGMY', refine }, asked)).toMatchObject({
    model: 'CGMY',
    settings: { by: 'price', noise: 0.01 },
  });
  expect(toBeShown({ ...row, refine: false }, asked).settings).toEqual({ by: 'network' });
  expect(toBeShown(row, asked)).toMatchObject({ model: 'VarianceGamma', settings: { by: 'vega' } });
});

test('who is elsewhere is told of a run that is done, and of one that has failed', () => {
  const market = { spot: 100, rate: 0.05, dividendYield: 0 };
  const table = new BatchTable(varianceGamma);
  const results = { ...asked, market, table, rows: 300, failed: 3 };
  const state = { results, progress: undefined, failure: undefined };
  expect(endTold({ ...state, phase: 'done' })).toBe(
    'a.jsonl: 297 of 300 surfaces calibrated; 3 without a result, listed under Problems.',
  );
  expect(endTold({ ...state, phase: 'failed', failure: 'The network is damaged.' })).toBe(
    'a.jsonl: Stopped early: 297 of 300 surfaces calibrated. They stay. The network is damaged.',
  );
  expect(endTold({ ...state, phase: 'cancelled' })).toBeUndefined();
  expect(endTold({ ...state, phase: 'ready', results: undefined })).toBeUndefined();
});
