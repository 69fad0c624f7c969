import { expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { checkSurface } from '../../../calibration/quotes/surface-check.ts';
import { arbitrageMessage } from './arbitrage-words.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [1],
  prices: [2, 5, 9],
  puts: [true, true, true],
  spot: 100,
  rate: 0,
  dividendYield: 0,
};

const said = (prices: number[]) => {
  const changed = { ...surface, prices };
  return checkSurface(changed).problems.map((problem) => arbitrageMessage(problem, changed));
};

test('a put’s broken bounds are told in the put’s own numbers', () => {
  expect(said([2, 1, 12.01])).toContain(
    'Strike 100, maturity 1: the put is cheaper than at the strike before (1.0000 < 2.0000).',
  );
  expect(said([2, 13, 14.01])).toContain(
    'Strike 100, maturity 1: the put rises by more than the strike (13.0000 > 12.0000).',
  );
  expect(said([2, 5, 9.01])).toContain(
    'Strike 110, maturity 1: the put is worth less than exercising it (9.0100 < 10.0000).',
  );
  expect(said([95.01, 100, 105])).toContain(
    'Strike 90, maturity 1: the put is worth more than the discounted strike (95.0100 > 90.0000).',
  );
  expect(said([2.02, 8, 12]).join()).toMatch(
    /the put is dearer than the mean of its neighbours \(8\.0000 > 7\.0100\)/,
  );
});

test('a call’s are told in the call’s', () => {
  const calls = { ...surface, puts: [false, false, false], prices: [12, 13, 1.01] };
  const { problems } = checkSurface(calls);
  expect(problems.map((problem) => arbitrageMessage(problem, calls))).toContain(
    'Strike 100, maturity 1: the call is dearer than at the strike before (13.0000 > 12.0000).',
  );
});
