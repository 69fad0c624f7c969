import { csvParseRows, dsvFormat } from 'd3-dsv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

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

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\r=1', '＝1'])(
  '%j is no formula any more',
  (text) => {
    const [[cell]] = csvParseRows(csvText([[text]], '.').replace(/^\ufeff/, '')) as [[string]];
    expect(cell).toBe(`'${text}`);
  },
);

test('text with delimiters, quotes and line ends comes back as it was', () => {
  const texts = fc.array(
    fc.string().filter((text) => !/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text)),
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
