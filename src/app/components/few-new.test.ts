import { expect, test } from 'vitest';
import { withFewNew } from './few-new.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

test('a long list comes a few at a time, in order, until all of it is there', () => {
  const all = upTo(25);
  let known: readonly number[] = [];
  const lengths: number[] = [];
  while (known.length < all.length) {
    known = withFewNew(all, (item) => known.includes(item), 10);
    lengths.push(known.length);
  }
  expect(lengths).toEqual([10, 20, 25]);
  expect(known).toEqual(all);
});

test('what was there stays where it belongs, and what is gone goes at once', () => {
  const isKnown = (item: number) => item % 2 === 0;
  expect(withFewNew(upTo(8), isKnown, 1)).toEqual([0, 1, 2, 4, 6]);
  expect(withFewNew([6, 2], isKnown, 1)).toEqual([6, 2]);
});
