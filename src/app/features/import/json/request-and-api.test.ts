import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTask } from '../../../../api/calibration-task.ts';
import { quotedCells } from '../../../../calibration/quotes/surface.ts';
import { requestSurface } from './request-json.ts';

/** Values that can be fitted, and now and then one that cannot. */
const mostly = <T>(good: fc.Arbitrary<T>, ...bad: unknown[]) =>
  fc.oneof({ weight: 60, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
const price = mostly(fc.double({ min: 0, max: 50, noNaN: true }), '9.5', '1_000', null, true, -1);
const quote = fc
  .record({
    strike: mostly(fc.double({ min: 50, max: 150, noNaN: true }), ' 7 ', '', 0),
    option_type: mostly(fc.constantFrom('call', 'P', 'Put'), 'straddle', null),
  })
  .chain((entry) =>
    fc
      .oneof(fc.record({ price }), fc.constant({ bid: 1, ask: '2', price: null }))
      .chain((worth) =>
        fc
          .oneof(
            fc.record({ maturity: mostly(fc.constantFrom(0.5, '1'), -1) }),
            fc.record({ expiry: mostly(fc.constantFrom('2027-01-15', '2026-06-19'), 'soon') }),
          )
          .map((term) => ({ ...entry, ...worth, ...term })),
      ),
  );
const market = {
  valuation_date: mostly(fc.constant('2026-03-02'), '2026-02-30', null),
  spot_price: mostly(fc.constantFrom(100, '90'), 0, null),
  risk_free_rate: mostly(fc.constantFrom(0.05, '0.04'), 900, null),
  dividend_yield: mostly(fc.constantFrom(0.01, null), 'x'),
  model_name: mostly(fc.constantFrom('CGMY', 'VarianceGamma'), 'Heston'),
};
const grid = fc.record({
  strikes: mostly(fc.constant([90, 100, '110']), [2, 1], []),
  maturities: mostly(fc.constant([0.5, 1]), [0, 1, 2]),
  option_prices: fc.array(price, { minLength: 6, maxLength: 7 }),
  forwards: mostly(
    fc.constantFrom([
      { maturity: 0.5, forward: 101 },
      { maturity: 1, forward: '102' },
    ]),
    null,
    [],
  ),
});
const request = fc
  .tuple(
    fc.oneof(fc.record({ quotes: fc.array(quote, { minLength: 4, maxLength: 9 }) }), grid),
    fc.record(market),
  )
  .map(([quoted, rest]) => ({ ...quoted, ...rest }));

it('takes the requests that the API can fit, as the same surface', () => {
  let taken = 0;
  fc.assert(
    fc.property(request, (body) => {
      const task = readTask({ ...body, refine: true });
      const imported = requestSurface(JSON.stringify(body));
      if (!task.ok) {
        expect(imported.ok).toBe(false);
        return;
      }
      const { surface } = task.value;
      const isWhole = surface.prices.length === surface.strikes.length * surface.maturities.length;
      expect(imported.ok).toBe(isWhole && quotedCells(surface).length >= 5);
      if (!imported.ok) return;
      expect(imported.value.surface).toEqual(surface);
      taken++;
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(50);
});
