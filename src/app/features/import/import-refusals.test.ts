import { describe, expect, test } from 'vitest';
import { context } from './context.fixture.ts';
import { importSurface } from './import-surface.ts';

function messages(text: string, fileName = 'paste'): string[] {
  const result = importSurface(text, { ...context, fileName });
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

describe('texts that are no table', () => {
  test.each([
    ['', /^There is nothing to read/],
    [' \n\u00a0\r\n\ufeff', /^There is nothing to read/],
    ['hello', /^This is one row of 1 cell\./],
    ['1\t2\t3\n', /^This is one row of 3 cells/],
    ['<table><tr><td>1</td></tr></table>', /^This is HTML or XML/],
    ['<!DOCTYPE html>\n<html>', /^This is HTML or XML/],
    ['[1, 2, 3]', /^This is a JSON list/],
    ['PK\u0003\u0004\u0014\u0000', /^This is a workbook/],
    ['%PDF-1.7', /^This is not text/],
    ['20.4\u0000\t18.2', /^This is not text/],
    ['1,2\n'.repeat(600_000), /^This is 2\.4 MB of text, more than the 2 MB/],
    ['1,2\n'.repeat(100_000), /^The table has 100,000 rows and 2 columns/],
    [`a\t"b\n${'1\t'.repeat(9)}1\n`.repeat(3), /^Row 1 has a quotation mark that is never closed/],
    [`${'1,'.repeat(10_000)}\n${'1,'.repeat(10_000)}`, /^The table has 2 rows and 10,000 columns/],
  ])('%.20j', (given, message) => {
    expect(messages(given)).toEqual([expect.stringMatching(message)]);
  });

  test('a workbook is known by its name', () => {
    expect(messages('anything', 'surface.XLSX')).toEqual([
      expect.stringMatching(/^This is a workbook/),
    ]);
  });
});
