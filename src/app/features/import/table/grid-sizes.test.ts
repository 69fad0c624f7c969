import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { context } from '../context.fixture.ts';
import { importSurface } from '../import-surface.ts';
import { tableStyle, tableText } from './table-text.fixture.ts';

function read(text: string, given = context) {
  const result = importSurface(text, given);
  return result.ok
    ? { ...result.value.surface, notes: result.value.notes }
    : { problems: result.problems.map(({ message }) => message) };
}

const small = { strikes: [90, 95, 100, 105], maturities: [0.25, 0.5] };

describe('grids of other sizes', () => {
  test.each<[string, string, object]>([
    [
      'strikes down',
      ',0.25,0.5\n90,12,13\n95,8,9.5\n100,5,6.5\n105,3,4.5\n',
      { ...small, prices: [12, 13, 8, 9.5, 5, 6.5, 3, 4.5] },
    ],
    [
      'maturities down',
      'T;90;95;100;105\n0,25;12;8;5;3\n0,5;13;9,5;6,5;4,5\n',
      { ...small, prices: [12, 13, 8, 9.5, 5, 6.5, 3, 4.5] },
    ],
    [
      'one maturity',
      'K\\T,0.5\n90,12\n95,8\n100,5\n105,3\n110,2\n',
      { strikes: [90, 95, 100, 105, 110], maturities: [0.5], prices: [12, 8, 5, 3, 2] },
    ],
    [
      'strikes as small as maturities, told by the fall of prices',
      ',1,2,3\n0.5,0.6,0.7,0.8\n1,0.3,0.4,0.5\n1.5,0.1,0.2,0.3\n',
      { strikes: [0.5, 1, 1.5], maturities: [1, 2, 3] },
    ],
    [
      'days, named by the corner',
      'strike\\days,91.25,182.5\n90,12,13\n95,8,9.5\n100,5,6.5\n105,3,4.5\n',
      {
        ...small,
        notes: ['Read as 4 strikes × 2 maturities.', 'Maturities are read in days, 365 a year.'],
      },
    ],
    [
      'expiry dates under a valuation date and a spot',
      'Valuation date,2026-11-23\nSpot,98\n,23-Nov-2027,22-Nov-2028\n90,12,13\n95,8,9.5\n100,5,6.5\n105,3,4.5\n',
      { strikes: [90, 95, 100, 105], maturities: [1, 2], spot: 98 },
    ],
    [
      'expiry dates down, counted from today',
      'expiry,90,95,100,105\n2027-11-23,12,8,5,3\n2028-11-22,13,9.5,6.5,4.5\n',
      { strikes: [90, 95, 100, 105], maturities: [1, 2] },
    ],
    [
      'gaps',
      ',0.25,0.5,1\n90,,13,n/a\n95,8,–,11\n100,5,6.5,#N/A\n105,,.,null\n',
      {
        prices: [
          undefined,
          13,
          undefined,
          8,
          undefined,
          11,
          5,
          6.5,
          ...new Array(4).fill(undefined),
        ],
        notes: [
          'Read as 4 strikes × 3 maturities.',
          '7 of 12 cells are empty: nothing is quoted there.',
        ],
      },
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test.each<[string, string, RegExp]>([
    ['too few quotes', ',0.5\n90,12\n95,8\n', /There are 2 quotes, and a fit needs at least 5/],
    ['no corner', '0.25,0.5\n12,13\n8,9.5\n5,6.5\n', /or a grid of any size under a header row/],
    [
      'either header could be strikes',
      ',1,2,3\n1,5,3,6\n2,4,7,1\n3,2,6,5\n',
      /not clear which header has the strikes/,
    ],
    [
      'an expiry that has passed',
      ',2026-11-23,2027-01-15\n90,12,13\n95,8,9.5\n100,5,6.5\n',
      /^Row 1, column 2: the expiry 2026-11-23 is not after today, 2026-11-23\. If the quotes are older/,
    ],
    [
      'a ragged row',
      ',0.25,0.5\n90,12,13\n95,8\n100,5,6.5\n',
      /Row 3 has 2 cells, the others have 3/,
    ],
    [
      'days that nothing names',
      ',30,60\n90,12,13\n95,8,9.5\n100,5,6.5\n',
      /look like days or months.*write “days” in the corner/,
    ],
  ])('%s is refused', (_, text, message) => {
    expect(read(text)).toEqual({ problems: [expect.stringMatching(message)] });
  });

  test('may have 300 strikes and 60 maturities, and no more', () => {
    const grid = (strikes: number, maturities: number) =>
      [
        ['', ...Array.from({ length: maturities }, (_, j) => (j + 1) / 10)],
        ...Array.from({ length: strikes }, (_, i) => [
          50 + i,
          ...Array.from({ length: maturities }, (_, j) => 400 - i + j),
        ]),
      ]
        .map((row) => row.join('\t'))
        .join('\n');
    const large = { ...context, spot: 200 };
    expect(read(grid(300, 60), large)).toMatchObject({ maturities: { length: 60 } });
    expect(read(grid(60, 330), large)).toHaveProperty('problems');
    expect(read(grid(330, 60), large)).toHaveProperty('problems');
  });
});

test('a grid of any size with gaps comes back from any writing', { timeout: 60_000 }, () => {
  const cells = fc.array(fc.option(fc.integer({ min: 0, max: 9999 }), { nil: undefined }), {
    minLength: 12 * 7,
    maxLength: 12 * 7,
  });
  const shape = fc.record({
    rows: fc.integer({ min: 2, max: 12 }),
    columns: fc.integer({ min: 1, max: 7 }),
  });
  fc.assert(
    fc.property(cells, shape, tableStyle, (drawn, { rows, columns }, style) => {
      const surface = {
        strikes: Array.from({ length: rows }, (_, i) => 80 + 5 * i),
        maturities: Array.from({ length: columns }, (_, j) => (j + 1) / 4),
        prices: drawn.slice(0, rows * columns).map((cents) => cents && cents / 100),
        spot: 82,
        rate: 0,
        dividendYield: 0,
      };
      const quotes = surface.prices.filter((price) => price !== undefined).length;
      // Text between spaces cannot say that a cell is empty.
      fc.pre(quotes >= 5 && style.delimiter !== '  ');
      const whole = { ...style, strikeHeader: true, maturityHeader: true };
      expect(read(tableText(surface, whole), { ...context, ...surface })).toMatchObject(surface);
    }),
    { numRuns: 200 },
  );
});
