import { expect, test } from 'vitest';
import { context } from '../context.fixture.ts';
import { importSurface } from '../import-surface.ts';
import { surfaceFacts } from './surface-facts.ts';

test('tell ranges, gaps and the volatility near the money', () => {
  const text = 'K\t0.25\t1\n80\t26\t24\n100\t19\t20\n120\t\t18\n';
  const result = importSurface(text, context, { values: 'percent' });
  if (!result.ok) throw new Error('not read');
  expect(Object.fromEntries(surfaceFacts(result.value.surface))).toMatchObject({
    Strikes: '3: 80 to 120',
    Maturities: '2: 0.25 to 1.00 years',
    Quotes: '5 of 6 cells',
    'Implied volatility near the money': '19.00 to 20.00\u00a0%',
    'Spot, rate, dividend': '100, 5.00\u00a0%, 0.00\u00a0%',
  });
});

test('say where the prices allow no volatility', () => {
  const surface = {
    strikes: [90, 100],
    maturities: [1],
    prices: [500, 400],
    spot: 100,
    rate: 0,
    dividendYield: 0,
  };
  expect(surfaceFacts(surface).map(([, value]) => value)).toContain('none: the prices allow none');
});
