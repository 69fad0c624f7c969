import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { foreignKind, HEAD_BYTES } from './file-kind.ts';

const bytes = (start: string) => Uint8Array.from(start, (letter) => letter.charCodeAt(0));
const zipOf = (...names: readonly string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(300)]))).subarray(
    0,
    HEAD_BYTES,
  );

test.each([
  ['a workbook', zipOf('[Content_Types].xml', 'xl/workbook.xml'), 'x', /Excel workbook.*CSV/],
  ['a workbook by its name', zipOf('data'), 'Prices.XLSX', /Excel workbook/],
  ['an old workbook', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'x', /old Excel workbook/],
  ['an archive', zipOf('prices.csv'), 'prices.zip', /ZIP archive\. Unpack it/],
  ['an empty archive', bytes('PK\x05\x06'), 'x', /ZIP archive/],
  ['a document', zipOf('word/document.xml'), 'x', /text document/],
  ['a PDF', bytes('%PDF-1.7'), 'x', /PDF document/],
  ['a PNG', bytes('\x89PNG\r\n\x1a\n'), 'x', /picture/],
  ['a gzip', bytes('\x1f\x8b\x08'), 'x', /compressed file/],
  ['Parquet', bytes('PAR1'), 'x', /Parquet/],
])('%s is known by its first bytes', (_, head, name, message) => {
  expect(foreignKind(head, name)).toMatch(message);
});

test.each([
  '',
  'K\t0.5\n90\t12',
  '\xff\xfe1\x00',
  '\xef\xbb\xbf1;2',
  '{"option_prices":[]}',
  'P;1',
])('%j may be text', (start) => {
  expect(foreignKind(bytes(start), 'prices.csv')).toBeUndefined();
});
