import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { context } from './context.fixture.ts';
import { importSurface } from './import-surface.ts';
import { noHeaders, spoiled, table, text, transpose } from './table/spoil-table.fixture.ts';

function fixture(name: string): string {
  return readFileSync(
    new URL(`../../../../e2e/fixtures/surfaces/${name}`, import.meta.url),
    'utf8',
  );
}

function problems(text: string) {
  const result = importSurface(text, context);
  return result.ok ? [] : result.problems;
}

function messages(text: string): string[] {
  return problems(text).map(({ message }) => message);
}

describe('the broken files', () => {
  test('name the cell, what is wrong and what to do', () => {
    expect(problems(fixture('broken-cells.csv'))).toEqual([
      {
        message:
          'Row 13 (strike 105.26), column 10 (maturity 2): the price “-0.35” is negative. An option is worth 0 or more: correct it.',
        cell: { strike: 12, maturity: 9 },
      },
      {
        message:
          'Row 16 (strike 111.58), column 3 (maturity 0.5222): “1e400” is too large for a number. Type a price.',
        cell: { strike: 15, maturity: 2 },
      },
    ]);
  });

  test('name the short row and the missing one', () => {
    expect(messages(fixture('broken-ragged.csv'))).toEqual([
      'Row 6 has 8 cells, the others have 10: columns 9 and 10 are missing. Add what is missing.',
    ]);
    expect(messages(fixture('broken-19-rows.csv'))).toEqual([
      '19 rows of prices instead of 20, one a strike: row 20 is missing, or one before. Paste 20 strikes × 10 maturities of call prices, or a grid of any size under a header row and beside a header column.',
    ]);
  });
});

describe('cells', () => {
  test.each([
    ['12%', /“12%” is a percentage/],
    ['6,0', /“6,0” does not fit the other numbers, which have a decimal point/],
    ['=A1*2', /“=A1\*2” is a formula\. Copy its value/],
    ['@SUM(B2)', /“@SUM\(B2\)” is a formula/],
    ['-1', /the price “-1” is negative/],
    ['1\u200b2', /“1 2” holds a character that cannot be seen \(U\+200B\)/],
    ['\u202e21', /cannot be seen \(U\+202E\)/],
    ['0x1F', /“0x1F” is not a number/],
    ['1_000', /“1_000” is not a number/],
    ['--1', /“--1” is not a number/],
    ['\u22121', /the price “\u22121” is negative/],
    ['<b>1</b>', /“<b>1<\/b>” is not a number/],
    [`x${'y'.repeat(500)}`, /“xy{23}…” is not a number/],
  ])('%j', (cell, message) => {
    expect(problems(spoiled(9, 3, cell))).toEqual([
      {
        message: expect.stringMatching(message),
        cell: { strike: 7, maturity: 1 },
      },
    ]);
    expect(messages(spoiled(9, 3, cell))[0]).toMatch(
      /^Row 9 \(strike 94\.74\), column 3 \(maturity 0\.3111\): /,
    );
  });

  test('are counted as in the file, below titles and beside empty columns', () => {
    const rows = table();
    rows[8]![2] = 'n.a.';
    const shifted = ['SPX calls', '', ...rows.map((row) => `\t\t${row.join('\t')}`)].join('\n');
    expect(messages(shifted)).toEqual([
      'Row 11 (strike 94.74), column 5 (maturity 0.3111): “n.a.” is not a number. Type a price.',
    ]);
  });

  test('belong to the right strike and maturity in a transposed, falling table', () => {
    const rows = table();
    rows[8]![2] = 'n.a.';
    const [header, ...body] = rows;
    expect(problems(text(transpose([header!, ...body.toReversed()])))).toEqual([
      {
        message:
          'Row 3 (maturity 0.3111), column 14 (strike 94.74): “n.a.” is not a number. Type a price.',
        cell: { strike: 7, maturity: 1 },
      },
    ]);
  });

  test('are all listed, up to twenty', () => {
    const rows = table().map((row, i) =>
      i >= 1 && i <= 3 ? row.map((c, j) => (j ? 'x' : c)) : row,
    );
    rows[10]![4] = '-1';
    const all = messages(text(rows));
    expect(all).toHaveLength(21);
    expect(all.at(-1)).toBe('And 11 more.');
  });
});

describe('headers', () => {
  test.each([
    [
      spoiled(1, 4, '3M'),
      ['Row 1, column 4 (header): “3M” is not a number. Type the maturity in years, such as 0.25.'],
    ],
    [
      spoiled(5, 1, ''),
      ['Row 5, column 1 (header): the strike is missing. Type the strike, such as 95.'],
    ],
    [
      spoiled(2, 1, '0'),
      [
        'Row 2, column 1 (header): the strike “0” must be above 0 and finite. Type the strike, such as 95.',
      ],
    ],
    [
      spoiled(21, 1, '1e400'),
      [
        'Row 21, column 1 (header): the strike “1e400” must be above 0 and finite. Type the strike, such as 95.',
      ],
    ],
    [
      spoiled(1, 11, '1.5'),
      [
        'Row 1, column 11 (header): 1.5 comes after 1.789, where the maturities are rising. Sort them or correct it.',
      ],
    ],
    [
      spoiled(4, 1, '82.10526315789474'),
      ['Row 4, column 1 (header): the strike 82.11 occurs twice. Remove or correct one.'],
    ],
    [
      spoiled(1, 11, '730'),
      [
        'The maturities go up to 730: these look like days or months. Write them in years, such as 0.5, or write “days” in the corner.',
      ],
    ],
  ])('%#', (spoilt, expected) => {
    expect(messages(spoilt)).toEqual(expected);
  });

  test('a broken first header cell is no corner', () => {
    const [header, ...body] = table().map((row) => row.slice(1));
    expect(messages(text([['n/a', ...header!.slice(1)], ...body]))).toEqual([
      'Row 1, column 1 (header): “n/a” is not a number. Type the maturity in years, such as 0.25.',
    ]);
    const [first, ...rest] = table().slice(1);
    expect(messages(text([['n/a', ...first!.slice(1)], ...rest]))).toEqual([
      'Row 1, column 1 (header): “n/a” is not a number. Type the strike, such as 95.',
    ]);
  });

  test('line numbers are not strikes', () => {
    const numbered = table()
      .slice(1)
      .map((row, i) => [String(i + 1), ...row.slice(1)]);
    expect(messages(text(numbered))).toEqual([
      'Row 1, column 1 (header): 1, 2, 3 … are line numbers, not strikes. Put the strikes there, or leave the header out.',
    ]);
    expect(importSurface(text(numbered), { ...context, spot: 10 }).ok).toBe(true);
  });
});

describe('sizes', () => {
  const without = (rows: string[][], row: number) => rows.filter((_, i) => i !== row - 1);

  test.each([
    [
      'strike left out, header row only',
      without(
        table().map((r) => r.slice(1)),
        21,
      ),
      /^19 rows of prices instead of 20/,
    ],
    [
      'strike left out, header column only',
      without(table(), 9).slice(1),
      /^19 rows of prices .* strike near 94\.74, between rows 7 and 8, seems to be missing\. Paste/,
    ],
    [
      'two strikes too many',
      [...noHeaders(), ...noHeaders().slice(18)],
      /^22 rows of prices instead of 20, one a strike: rows 21 and 22 are too many/,
    ],
    [
      '21 strikes, no header',
      [...noHeaders(), noHeaders()[19]!.map(() => '0')],
      /^21 rows of prices instead of 20, one a strike: row 21 is too many/,
    ],
    [
      '11 maturities, no header',
      noHeaders().map((r) => [...r, r[9]!]),
      /^11 columns of prices instead of 10, one a maturity: column 11 is too many/,
    ],
    ['square', noHeaders().slice(0, 10), /^The table has 10 rows and 10 columns of prices\. Paste/],
    [
      'a single column',
      noHeaders()
        .flat()
        .map((c) => [c]),
      /^The table has \d+ rows and 1 column of prices/,
    ],
  ])('%s', (_, rows, expected) => {
    const found = messages(text(rows));
    expect(found).toEqual([expect.stringMatching(expected)]);
  });

  test('ragged rows, each', () => {
    const rows = table();
    rows[5]!.push('1');
    rows[7]!.pop();
    expect(messages(text(rows))).toEqual([
      'Row 6 has 12 cells, the others have 11: column 12 is too many. Remove what does not belong.',
      'Row 8 has 10 cells, the others have 11: column 11 is missing. Add what is missing.',
    ]);
    expect(messages(text(rows, ','))[0]).toMatch(
      /Numbers with a comma in them need quotation marks/,
    );
  });

  test('decimal commas in a comma-separated file', () => {
    const rows = noHeaders().map((row) =>
      row.map((cell) => Number(cell).toFixed(2).replace('.', ',')),
    );
    expect(messages(text(rows, ','))).toEqual([
      'The table has 20 columns of whole numbers: its decimal commas seem to be taken for separators. Separate the prices by semicolons or tabs, then paste again.',
    ]);
  });
});

describe('order without a header', () => {
  test('falling strikes or maturities are seen by the prices', () => {
    const rows = noHeaders();
    expect(messages(text(rows.toReversed()))).toEqual([
      'The strikes seem to be listed from high to low, since the prices rise from the first to the last. Add the strikes as a header, or turn their order round.',
    ]);
    expect(messages(text(transpose(rows.map((row) => row.toReversed()))))).toEqual([
      'The maturities seem to be listed from high to low, since the prices fall from the first to the last. Add the maturities as a header, or turn their order round.',
    ]);
  });
});
