import { expect, test } from 'vitest';
import { oddText, trimmed } from './odd-text.ts';

test('what nobody sees is trimmed at the ends, and told of within', () => {
  expect(trimmed('\u200e 12.5\u200b\ufeff\u00a0')).toBe('12.5');
  expect(trimmed('1\u200b2.5')).toBe('1\u200b2.5');
  expect(oddText('1\u200b2.5')).toMatch(/cannot be seen \(U\+200B\)/);
});

test('digits that are seen in another order are not trimmed', () => {
  expect(trimmed('\u202e5.21\u202c')).toBe('\u202e5.21\u202c');
  expect(oddText('\u202e5.21')).toContain('U+202E');
  expect(oddText('\u2067x')).toBeUndefined();
});

test.each(['=1+1', '=A1*2', '@SUM(A1)', '+A1', '-B2*C3', '  =x', '=cmd|" /C calc"!A0', '-(1+2)'])(
  '%j is a formula',
  (text) => {
    expect(oddText(text)).toMatch(/^is a formula\. Copy its value/);
  },
);

test.each(['--1', '+', '-', 'n/a', '1e400', '-1e5x', '-- x', '12%', '1_000'])(
  '%j is no formula',
  (text) => {
    expect(oddText(text)).toBeUndefined();
  },
);
