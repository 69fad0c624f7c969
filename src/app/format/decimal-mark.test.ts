import { afterEach, expect, test } from 'vitest';
import { fullText, marked, setDecimalMark, usualDecimalMark } from './decimal-mark.ts';
import { basisPoints, duration, fixed, percent, signed, signedSize, sizeText } from './numbers.ts';
import { boundText, intervalText, plusMinus } from './parameters.ts';
import { distinctLabels, forwardText } from './quotes.ts';
import { shareText } from './trust.ts';

afterEach(() => setDecimalMark('.'));

test('a language has its mark, and one with another mark reads a point', () => {
  expect(['en', 'de', 'fr-FR', 'de-CH', 'pt-BR', 'ja'].map(usualDecimalMark)).toEqual([
    ...['.', ',', ',', '.', ',', '.'],
  ]);
  expect(usualDecimalMark('ar-EG')).toBe('.');
});

test('every number on the screen has the analyst’s mark', () => {
  setDecimalMark(',');
  expect(fixed(-1.25, 1)).toBe('−1,3');
  expect(fixed(-5.97e209, 0)).toBe('−6,0e+209');
  expect(signed(0.5, 1)).toBe('+0,5');
  expect(signed(0.004, 2)).toBe('0,00');
  expect(percent(0.19844)).toBe('19,84\u00a0%');
  expect(basisPoints(9.94)).toBe('+9,9\u00a0bp');
  expect([0.0342, 3e-9].map(sizeText)).toEqual(['0,034', '3e−9']);
  expect(signedSize(0.31)).toBe('+0,31');
  expect([3.72, 26553].map(duration)).toEqual(['3,7\u00a0ms', '26,6\u00a0s']);
  expect(distinctLabels([0.1, 0.3111, 2])).toEqual(['0,10', '0,31', '2,00']);
  expect(distinctLabels([1, 1 + 1e-12])).toEqual(['1', '1,000000000001']);
  expect(forwardText(101.2578, [90, 100])).toBe('101,26');
  expect(boundText(-0.5)).toBe('−0,5');
  expect(intervalText([0.17991, 0.18072])).toBe('0,17991 … 0,18072');
  expect(plusMinus({ half: 1e-9, interval: [0, 0], identification: 'pinned' }, 2)).toBe('± <0,01');
  expect(shareText(0.9736)).toBe('97,3\u00a0%');
  expect(fullText(-1234.5678)).toBe('-1234,5678');
});

test('a sentence keeps its full stops', () => {
  const sentence = 'The fit is 0.042 bp off at 96.84. All 3 are pinned.';
  expect(marked(sentence)).toBe(sentence);
  setDecimalMark(',');
  expect(marked(sentence)).toBe('The fit is 0,042 bp off at 96,84. All 3 are pinned.');
});
