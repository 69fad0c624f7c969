import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from './parse-number.ts';

test.each([
  ['12.5', 12.5],
  [' 12,5 ', 12.5],
  ['.5', 0.5],
  ['7.', 7],
  ['1,070.31', 1070.31],
  ['1.070,31', 1070.31],
  ['1 070,31', 1070.31],
  ['1,234,567', 1234567],
  ['0,500', 0.5],
  ['0.500', 0.5],
  ['−0.15', -0.15],
  ['+3e-2', 0.03],
  ['\u200e12.5\u200b', 12.5],
])('reads %j', (text, value) => {
  expect(parseNumber(text)).toEqual({ ok: true, value });
});

test.each([
  ['', 'is empty'],
  ['  ', 'is empty'],
  ['n/a', '“n/a” is not a number'],
  ['1,234', 'could be 1234 or 1.234'],
  ['1e400', 'too large'],
  ['1_000', 'not a number'],
  ['١٢', 'not a number'],
  ['0x10', 'not a number'],
  ['Infinity', 'not a number'],
  ['1,23,4', 'not a number'],
  ['12 %', 'not a number'],
  ['=1+1', '“=1+1” is a formula. Copy its value'],
  ['1\u200b2', 'cannot be seen (U+200B)'],
])('refuses %j and says why', (text, reason) => {
  const parsed = parseNumber(text);
  expect(parsed.ok).toBe(false);
  expect(!parsed.ok && parsed.problems[0]?.message).toContain(reason);
});

test('what could be thousands or a fraction is read by the mark that the analyst writes', () => {
  expect(parseNumber('1,234', ',')).toEqual({ ok: true, value: 1.234 });
  expect(parseNumber('1.234', '.')).toEqual({ ok: true, value: 1.234 });
  const refused = parseNumber('1.234', ',');
  expect(!refused.ok && refused.problems[0]?.message).toContain('could be 1234 or 1,234');
  expect(parseNumber('1.5', ',')).toEqual({ ok: true, value: 1.5 });
});

test('reads back every number as written, and never gives one that is not finite', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      for (const mark of ['.', ','] as const) {
        const parsed = parseNumber(String(value).replace('.', mark), mark);
        expect(parsed.ok && parsed.value === value).toBe(true);
      }
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseNumber(text);
      expect(!parsed.ok || Number.isFinite(parsed.value)).toBe(true);
    }),
  );
});
