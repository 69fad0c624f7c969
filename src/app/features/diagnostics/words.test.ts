import { expect, test } from 'vitest';
import type { Refinement } from '../../../calibration/refine/refinement.ts';
import { effortText, networkText, schoutensRows } from './words.ts';

const effort = { iterations: 8, starts: 1, reason: 'converged', ms: 4.24 } as Refinement;

test('Schoutens’ shares are per cent, and one that no quote has is not NaN', () => {
  const rows = schoutensRows({ ape: 0.00541, aae: 0.48, arpe: Number.NaN, rmse: 1.01 });
  expect(rows.map(([name, value]) => `${name} ${value}`)).toEqual([
    'APE 0.54\u00a0%',
    'AAE 0.48',
    'ARPE –',
    'RMSE 1.0',
  ]);
});

test('the effort says how many steps, from where, and why it ended', () => {
  expect(effortText(effort)).toBe(
    '8 steps of least squares from the network’s answer in 4.2\u00a0ms. It stopped where no step lowers the errors any more.',
  );
  const more = { ...effort, iterations: 1, starts: 4, reason: 'iteration limit' } as const;
  expect(effortText(more)).toMatch(/^1 step .* and 3 other starts .* before it converged/);
});

test('the network’s distance is said with what is usual, where that is known', () => {
  expect(networkText(2.12, 12.46)).toBe(
    'The network’s answer lies 2.1\u00a0bp from the fit; on 95\u00a0% of its own test surfaces it is within 12\u00a0bp.',
  );
  expect(networkText(2.12, undefined)).toBe('The network’s answer lies 2.1\u00a0bp from the fit.');
  expect(networkText(undefined, 12)).toMatch(/cannot be compared/);
});
