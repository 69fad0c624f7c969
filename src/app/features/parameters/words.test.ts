import { expect, test } from 'vitest';
import { cgmy } from '../../../levy/cgmy.ts';
import { edgeMessage, errorMessage, outsideMessage, place, unfamiliarMessage } from './words.ts';

const [, g, m] = cgmy.parameters;

test('a value outside the range stands beyond the bar, one at its end by rounding does not', () => {
  const range = { min: 0.1, max: 0.6 };
  expect(place(0.35, range).at).toBeCloseTo(0.5);
  expect(place(9, range)).toEqual({ at: 1, outside: 1 });
  expect(place(-9, range)).toEqual({ at: 0, outside: -1 });
  expect(place(Math.fround(0.6), range).outside).toBe(0);
});

test('the edge is named by its nearer end', () => {
  expect(edgeMessage(9.99, m!)).toContain('upper end (10)');
  expect(edgeMessage(1.03, m!)).toContain('lower end (1.02)');
  expect(edgeMessage(10, m!)).toMatch(/^At the upper end/);
  expect(edgeMessage(10.9, m!)).toMatch(/^Beyond the upper end \(10\)/);
});

test('a fit outside the training range is no alarm', () => {
  expect(outsideMessage(g!)).toBe(
    'Outside the network’s 1 … 10: the network alone would not find it.',
  );
});

test('the network’s own errors say what they are measured on', () => {
  expect(errorMessage({ p68: 0.00168, p95: 0.00616 })).toBe(
    'The network’s own estimate, measured on test surfaces: the truth was within 0.0017 on 68\u00a0% of those like this, within 0.0062 on 95\u00a0%.',
  );
});

test('only a surface beyond nearly all of the network’s own is called unlike them', () => {
  const said = (rank: number, isRefined: boolean) =>
    unfamiliarMessage({ score: 24.6, rank }, isRefined);
  expect(said(0.995, true)).toMatch(/unlike what the network .*: go by the fit/);
  expect(said(0.995, false)).toMatch(/unlike what the network .*: do not trust/);
  expect(said(0.99, true)).toBeUndefined();
  expect(said(0.99, false)).toMatch(/unusual for the network: its ± may be too small/);
  expect(said(0.95, false)).toBeUndefined();
  expect(said(Number.NaN, false)).toBeUndefined();
});
