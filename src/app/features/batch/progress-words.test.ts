import { expect, test } from 'vitest';
import {
  amount,
  askedText,
  counted,
  doneText,
  endText,
  rateText,
  timeLeft,
} from './progress-words.ts';

const progress = {
  ...{ done: 100, failed: 2, bytesRead: 40, bytesTotal: 100 },
  ...{ rate: 412.3, secondsLeft: 12.2, elapsedMs: 2150 },
};

test('counts are read in groups', () => {
  expect([7, 1234, 1234567].map(amount)).toEqual(['7', '1\u2009234', '1\u2009234\u2009567']);
  expect([0, 1, 1200].map((value) => counted(value, 'row'))).toEqual([
    '0 rows',
    '1 row',
    '1\u2009200 rows',
  ]);
});

test('progress says how much, how fast and how long', () => {
  expect(doneText(1200, 2, 0.437)).toBe('1\u2009200 done, 43\u00a0% read, 2 without a result');
  expect(doneText(5, 0, undefined)).toBe('5 done');
  expect(rateText(progress)).toBe('412 a second, 13\u00a0s left');
  expect(rateText({ ...progress, rate: 0 })).toBe('');
  expect(rateText({ ...progress, rate: 3.14, secondsLeft: undefined })).toBe('3.1 a second');
  expect([5.5, 130, 7500].map(timeLeft)).toEqual(['6\u00a0s', '3\u00a0min', '2\u00a0h 5\u00a0min']);
});

test('the end says what came of it', () => {
  expect(endText('done', 300, 3, progress)).toBe(
    '297 of 300 surfaces calibrated in 2.1\u00a0s; 3 without a result, listed under Problems.',
  );
  expect(endText('cancelled', 120, 0, progress)).toBe(
    'Cancelled after 2.1\u00a0s: 120 of 120 surfaces calibrated. They stay.',
  );
});

test('what would be lost is told before it is', () => {
  expect(askedText('a.csv', 1200, undefined)).toBe(
    'Calibrate a.csv again? The 1\u2009200 rows of a.csv are lost.',
  );
  expect(askedText('a.csv', 1, 'b.csv')).toBe('Take b.csv instead? The 1 row of a.csv is lost.');
  expect(askedText('a.csv', 0, 'b.csv')).toBe('Take b.csv instead? The run of a.csv is ended.');
});
