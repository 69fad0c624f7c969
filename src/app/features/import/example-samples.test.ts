import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkSurface } from '../../../calibration/quotes/surface-check.ts';
import { findModel } from '../../../levy/models.ts';
import { samples } from './example-samples.ts';

test('the first sample is the reference file, priced by an independent program', () => {
  const url = new URL('../../../../e2e/fixtures/surfaces/vg-index-4dp.tsv', import.meta.url);
  const rows = readFileSync(url, 'utf8').trimEnd().split('\n').slice(1);
  expect(samples[0]?.make().prices).toEqual(
    rows.flatMap((row) => row.split('\t').slice(1).map(Number)),
  );
});

test.each(samples)('$id is a clean surface of its model, inside the training range', (sample) => {
  const surface = sample.make();
  const model = findModel(sample.model);
  expect(model).toBeDefined();
  expect(model?.domainProblem(sample.parameters)).toBeUndefined();
  model?.parameters.forEach(({ range }, i) => {
    expect(sample.parameters[i]).toBeGreaterThan(range.min);
    expect(sample.parameters[i]).toBeLessThan(range.max);
  });
  expect(surface.prices).toHaveLength(200);
  expect(surface.prices.every((price) => Number(price?.toFixed(4)) === price)).toBe(true);
  expect(checkSurface(surface).problems).toEqual([]);
  expect(sample.description).toMatch(/^Synthetic /);
});

test('samples have different names', () => {
  expect(new Set(samples.map(({ id }) => id)).size).toBe(samples.length);
});
