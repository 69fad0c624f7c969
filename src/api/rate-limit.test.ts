import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

it('takes so many at once, then one for each part of the period', () => {
  const limit = new RateLimit(3, 9000);
  const at = (now: number) => limit.take('a', now);
  expect([at(0), at(0), at(0), at(0), at(1), at(2999)]).toEqual([0, 0, 0, 3, 3, 1]);
  expect([at(3000), at(3000), at(6000), at(6000)]).toEqual([0, 3, 0, 3]);
});

it('fills up again, and no further', () => {
  const limit = new RateLimit(2, 1000);
  const at = (now: number) => limit.take('a', now);
  at(0);
  expect([at(1e6), at(1e6), at(1e6)]).toEqual([0, 0, 1]);
});

it('counts each caller for itself', () => {
  const limit = new RateLimit(1, 1000);
  expect(['a', 'b', 'a', 'b'].map((caller) => limit.take(caller, 5))).toEqual([0, 0, 1, 1]);
});

const gaps = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });
const size = fc.integer({ min: 1, max: 600 });

it('takes who waits as long as it was told', () => {
  fc.assert(
    fc.property(size, gaps, (limit, between) => {
      const bucket = new RateLimit(limit, 60_000);
      let now = 0.1;
      for (const gap of between) {
        const seconds = bucket.take('a', now);
        if (seconds > 0) expect(bucket.take('a', now + 1000 * seconds)).toBe(0);
        now += 1000 * seconds + gap;
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

it('never takes more than the limit and what was refilled', () => {
  fc.assert(
    fc.property(size, gaps, (limit, between) => {
      const bucket = new RateLimit(limit, 60_000);
      let now = 0;
      let taken = 0;
      for (const gap of between) {
        for (let i = 0; i < 20; i++) if (bucket.take('a', now) === 0) taken++;
        expect(taken).toBeLessThanOrEqual(limit + (now * limit) / 60_000 + 1e-6);
        now += gap;
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});

it('forgets who has not come for a period, while others are refused without end', () => {
  const limit = new RateLimit(1, 1000);
  for (let i = 0; i < 5000; i++) {
    limit.take('hammer', i);
    limit.take(`passer-by ${i}`, i);
    expect(limit.size).toBeLessThanOrEqual(1002);
  }
  limit.take('one more', 1e6);
  expect(limit.size).toBe(1);
});
