import { expect, test } from 'vitest';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { BatchTable } from '../../state/batch/batch-table.ts';
import { fitted, someFit } from '../../state/batch/outcomes.fixture.ts';
import { parameterText, rmseText, rmseTitle } from './row-words.ts';

const { refinement, ...network } = someFit(0.2);
const fitBy = (objective: 'vega' | 'price', rmse: number) => ({
  ...network,
  refinement: { ...refinement!, objective, rmse },
});
const tableOf = (...fits: ReadonlyArray<typeof network>) => {
  const table = new BatchTable(varianceGamma);
  table.push(fits.map((fit, i) => fitted(i, `${i}`, fit)));
  return table;
};

test('an error is read in the unit of what was minimised', () => {
  expect(rmseTitle(tableOf(), 'relative')).toBe('RMSE %');
  const vega = tableOf(fitBy('vega', 3e-4), network);
  expect(rmseTitle(vega, 'vega')).toBe('RMSE bp');
  expect([0, 1].map((row) => rmseText(vega, row))).toEqual(['3.0', '–']);
  const price = tableOf(fitBy('price', 0.25));
  // Its lines asked for it: the batch did not.
  expect(rmseTitle(price, 'network')).toBe('RMSE in price');
  expect(rmseText(price, 0)).toBe('0.25');
});

test('where lines asked for fits of their own, each error has its unit', () => {
  const mixed = tableOf(fitBy('vega', 3e-4), fitBy('price', 0.25));
  expect(rmseTitle(mixed, 'vega')).toBe('RMSE');
  expect([0, 1].map((row) => rmseText(mixed, row))).toEqual(['3.0\u00a0bp', '0.25\u00a0in price']);
});

test('what stands after ± of the network’s own value is as wide as alone on the screen', () => {
  const intervals = [
    [0.19, 0.21],
    // 0.3 ± 0.5, cut at the end of what ν may be.
    [0, 0.8],
    [-0.17, -0.13],
  ] as const;
  const table = tableOf({ ...network, parameters: [0.2, 0.3, -0.15], intervals });
  expect(parameterText(table, 0, 1)).toBe('0.3\u00a0±\u00a00.5');
});
