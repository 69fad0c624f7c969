import { csvParseRows, dsvFormat } from 'd3-dsv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, sheetText, withoutFormulas } from './csv.ts';

test('numbers keep every digit and their sign, in either mark', () => {
  const row = [0.1 + 0.2, -0.005, 1e-7, 1e21, 100, undefined, Number.NaN];
  expect(csvText([row], '.')).toBe('0.30000000000000004,-0.005,1e-7,1e+21,100,,\r\n');
  expect(csvText([row], ',')).toBe('0,30000000000000004;-0,005;1e-7;1e+21;100;;\r\n');
});

test('no number can be read as a thousand times as much', () => {
  expect(csvText([[1.234, 12.345, 123.456, 1234.567, 0.123, -1.234]], '.')).toBe(
    '1.2340,12.3450,123.4560,1234.567,0.123,-1.2340\r\n',
  );
  expect(csvText([[12.345]], ',')).toBe('12,3450\r\n');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['＝1', "'＝1"],
  ['\tx', "'\tx"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
])('%j is no formula any more', (text, safe) => {
  expect(csvParseRows(csvText([[text]], '.').replace(/^\ufeff/, ''))).toEqual([[safe]]);
});

test('no formula begins behind a sign that parts cells elsewhere', () => {
  expect(csvText([['a;=1+1']], '.')).toBe("a;'=1+1\r\n");
  expect(csvText([['a,@x']], ',')).toBe("a,'@x\r\n");
  expect(sheetText([['a\n=1', 'b\t+1']], '.')).toBe('"a\n\'=1"\t"b\t\'+1"\n');
  expect(csvText([['Skew, 10 - 20 days; a=b']], '.')).toBe('"Skew, 10 - 20 days; a=b"\r\n');
});

test('what is copied as text stays a number where it is one', () => {
  for (const text of ['-0.5', '+1', '-1,5', '-1e-7', '12', '', 'n/a'])
    expect(withoutFormulas(text)).toBe(text);
  expect(withoutFormulas('-1+cmd')).toBe("'-1+cmd");
  expect(withoutFormulas('=1')).toBe("'=1");
});

test('whatever the text, no cell of any reading of the file begins a formula', () => {
  const piece = fc.constantFrom('=', '+', '-', '@', ';', ',', '\t', '\n', '\r', ' ', '"', 'a', '1');
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('.' as const, ',' as const), (cell, mark) => {
      for (const written of [csvText([[cell]], mark), sheetText([[cell]], mark)]) {
        for (const read of written.split(/[;,\t\r\n]/)) expect(read).not.toMatch(/^ *[=+\-@]/);
      }
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test('text with delimiters, quotes and line ends comes back as it was', () => {
  const texts = fc.array(
    fc.string().filter((text) => withoutFormulas(text) === text && !/^[+-]/.test(text)),
    { minLength: 2, maxLength: 5 },
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('.' as const, ',' as const), (row, mark) => {
      const text = csvText([row], mark).replace(/^\ufeff/, '');
      expect(dsvFormat(mark === ',' ? ';' : ',').parseRows(text)).toEqual([row]);
    }),
  );
});

test('a byte order mark stands where Excel needs it, and only there', () => {
  expect(csvText([['Müller']], '.').startsWith('\ufeff')).toBe(true);
  expect(csvText([['Mueller', 1]], '.')).toBe('Mueller,1\r\n');
});
