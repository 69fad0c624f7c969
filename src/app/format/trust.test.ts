import { expect, test } from 'vitest';
import { familiarity, shareText } from './trust.ts';

test('a surface is strange from beyond 99 % of a network’s own, unusual from beyond 95 %', () => {
  const kinds = [0, 0.95, 0.96, 0.99, 0.991, 1, Number.NaN].map((rank) =>
    familiarity({ score: 1, rank }),
  );
  expect(kinds).toEqual([
    'usual',
    'usual',
    'unusual',
    'unusual',
    'unfamiliar',
    'unfamiliar',
    'usual',
  ]);
});

test('a share is never rounded up to all', () => {
  expect([0, 0.29, 0.5566, 0.9736, 0.9999, 1].map(shareText)).toEqual(
    ['0', '29', '55', '97.3', '99.9', '100'].map((percent) => `${percent}\u00a0%`),
  );
});
