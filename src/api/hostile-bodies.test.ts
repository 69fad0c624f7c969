import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { objectives } from '../calibration/refine/objective.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { smallNetwork } from './testing/small-network.ts';

const service = localService(async (model) => smallNetwork(model));

/** Numbers that a program or a hand may send, most of them sane, as numbers or as text. */
const sane = fc.double({ min: 0.05, max: 200, noNaN: true });
const number = fc.oneof(
  { weight: 60, arbitrary: sane },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: sane.map(String) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, -1, 5e-324, 1e-300, 1e300, 1.7e308) },
);
const value = fc.oneof(
  { weight: 200, arbitrary: number },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const axis = fc.uniqueArray(sane, { minLength: 2, maxLength: 5 });
const field = { requiredKeys: [] };

const quote = fc.oneof(
  { weight: 20, arbitrary: fc.record({ strike: value, maturity: value, price: value }) },
  {
    weight: 5,
    arbitrary: fc.record(
      {
        strike: value,
        maturity: value,
        option_type: fc.constantFrom('call', 'put', 'Put'),
        bid: value,
        ask: value,
      },
      field,
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const rate = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -0.1, max: 0.2, noNaN: true }) },
  { weight: 1, arbitrary: value },
);
const market = {
  model_name: fc.constantFrom('VarianceGamma', 'CGMY'),
  spot_price: value,
  risk_free_rate: rate,
  dividend_yield: rate,
  objective: fc.constantFrom(...objectives, 'best'),
  noise: value,
};
const forwards = fc.array(fc.record({ maturity: value, forward: value }), { maxLength: 3 });
const body = fc.oneof(
  fc.record({ quotes: fc.array(quote, { maxLength: 12 }), forwards, ...market }, field),
  fc.record({ quotes: fc.array(quote, { minLength: 5, maxLength: 12 }), ...market }, field),
  fc.record({ strikes: axis, maturities: axis }).chain(({ strikes, maturities }) => {
    const length = strikes.length * maturities.length;
    return fc.record(
      {
        strikes: fc.constant(strikes.sort((a, b) => a - b)),
        maturities: fc.constant(maturities.sort((a, b) => a - b)),
        option_prices: fc.array(fc.option(sane), { minLength: length, maxLength: length }),
        ...market,
      },
      field,
    );
  }),
);

/** Paths of the numbers in an answer that are not finite. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => notFinite(item, `${path}.${key}`));
}

it('answers any request for a refinement with JSON, and never with a failure of its own', async () => {
  const shapes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(body, async (fields) => {
      const request = JSON.stringify({ ...fields, refine: true });
      const answer = await answerCalibrate(request, service);
      expect([200, 422]).toContain(answer.status);
      if (answer.status !== 200) return;
      const { standard_errors, intervals, fit, ...rest } = answer.body;
      const infinite = notFinite({ fit, ...rest });
      // Means of shares of prices that are 0, or nearly.
      expect(infinite.filter((place) => !/^\.fit\.schoutens\.ar?pe /.test(place))).toEqual([]);
      const uncertain = JSON.stringify(notFinite({ standard_errors, intervals }));
      expect(uncertain).not.toContain('NaN');
      expect(answer.body).not.toHaveProperty('fit.verdict', expect.stringMatching(/NaN|undefined/));
      shapes.add(Object.keys({ ...answer.body, ...(fit as object) }).join());
    }),
    { numRuns: 200 },
  );
  expect(shapes.size).toBe(1);
});
