import { expect, test } from 'vitest';
import { readNoise } from './objective-words.ts';

test('noise is read in the objective’s unit', () => {
  expect(readNoise('10', 'vega')).toEqual({ ok: true, value: 0.001 });
  expect(readNoise(' 10 bp ', 'vega')).toEqual({ ok: true, value: 0.001 });
  expect(readNoise('0,02', 'price')).toEqual({ ok: true, value: 0.02 });
  expect(readNoise('1 %', 'relative')).toEqual({ ok: true, value: 0.01 });
  expect(readNoise('0.5', 'spread')).toEqual({ ok: true, value: 0.5 });
});

test('no noise means that it is estimated', () => {
  expect(readNoise(' ', 'vega')).toEqual({ ok: true, value: undefined });
});

test.each([
  ['0', /must be more than 0 bp, not 0\. Empty: estimated\.$/],
  ['-3', /must be more than 0 bp, not -3/],
  ['ten', /“ten” is not a number/],
  ['1e999', /too large/],
])('%s is refused with a reason', (text, said) => {
  const read = readNoise(text, 'vega');
  expect(read.ok).toBe(false);
  expect(!read.ok && read.problems[0]?.message).toMatch(said);
});
