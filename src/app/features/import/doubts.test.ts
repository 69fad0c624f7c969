import { describe, expect, test } from 'vitest';
import { cellPlace } from '../../../calibration/quotes/surface.ts';
import { impliedVolatility } from '../../../levy/black.ts';
import { surfaceToText } from '../../exchange/surface-text.ts';
import { context } from './context.fixture.ts';
import { samples } from './example-samples.ts';
import { importSurface } from './import-surface.ts';
import type { ReadingOptions } from './reading-options.ts';
import { table, text, transpose } from './table/spoil-table.fixture.ts';

function read(given: string, options: ReadingOptions = {}, market = context) {
  const result = importSurface(given, market, options);
  return {
    result,
    surface: result.ok ? result.value.surface : undefined,
    notes: result.ok ? result.value.notes : [],
    problems: result.ok ? [] : result.problems.map(({ message }) => message),
    doubts: result.reading?.doubts ?? [],
    decided: result.reading?.decided,
  };
}

/** An index smile in %. */
const smile = [
  ['strike\\T', '0.25', '0.5', '1'],
  ['80', '26.5', '24.8', '23.9'],
  ['90', '22.1', '21.7', '21.5'],
  ['100', '18.9', '19.3', '19.8'],
  ['110', '17.2', '17.9', '18.7'],
  ['120', '18.1', '17.6', '18.2'],
];

/** The volatilities that the prices of a surface imply, strike-major. */
function volatilities({ surface }: ReturnType<typeof read>): number[] {
  if (!surface) return [];
  return surface.prices.map((price, cell) => {
    const { scale, logMoneyness, maturity } = cellPlace(surface, cell);
    const implied = impliedVolatility(price! / scale, logMoneyness, maturity);
    return implied.ok ? implied.volatility : Number.NaN;
  });
}

describe('what is certain is not asked', () => {
  test.each(samples.map((sample) => [sample.id, sample] as const))('%s', (_, sample) => {
    const given = sample.make();
    const { doubts, decided } = read(surfaceToText(given), {}, { ...context, ...given });
    expect(doubts).toEqual([]);
    expect(decided).toMatchObject({ delimiter: '\t', numbers: '.' });
  });

  test('the choices that were taken are told', () => {
    expect(read(text(transpose(table()), ';').replaceAll('.', ',')).decided).toEqual({
      delimiter: ';',
      numbers: ',',
      strikes: 'across',
      headers: 'both',
      values: 'price',
      maturities: 'years',
    });
  });

  test('the preview has the cells as they are split, and says which are headers', () => {
    const { result } = read(`Closing prices\nspot,100\n${text(smile, ',')}`, { values: 'percent' });
    expect(result.reading?.preview).toEqual({
      rows: [
        { number: 1, cells: ['Closing prices'], aside: true },
        { number: 2, cells: ['spot', '100'], aside: true },
        ...smile.map((cells, i) => ({ number: i + 3, cells, aside: false })),
      ],
      headerRow: 3,
      headerColumn: 0,
      rowCount: 8,
      columnCount: 4,
    });
  });
});

describe('volatilities', () => {
  test('are asked for where no call has such prices, and priced by Black', () => {
    const asked = read(text(smile));
    expect(asked.doubts).toMatchObject([{ about: 'values', proposed: { values: 'percent' } }]);
    const answered = read(text(smile), { values: 'percent' });
    expect(answered.doubts).toEqual([]);
    expect(answered.notes).toContain(
      'Volatilities in %: turned into call prices by Black’s formula at a spot of 100, a rate of 5 % and a dividend yield of 0 %.',
    );
    const given = smile.slice(1).flatMap((row) => row.slice(1).map((cell) => Number(cell) / 100));
    volatilities(answered).forEach((volatility, i) => {
      expect(volatility).toBeCloseTo(given[i]!, 11);
    });
  });

  test('as fractions, with per cent signs, or named by the table, are certain or proposed', () => {
    const fractions = smile.map((row, i) =>
      row.map((cell, j) => (i && j ? String(Number(cell) / 100) : cell)),
    );
    expect(read(text(fractions)).doubts).toMatchObject([{ proposed: { values: 'fraction' } }]);
    const signed = smile.map((row, i) => row.map((cell, j) => (i && j ? `${cell} %` : cell)));
    const named = `Implied vol\n${text(smile)}`;
    const expected = volatilities(read(text(smile), { values: 'percent' }));
    for (const sure of [text(signed), text(signed, ';').replaceAll('.', ','), named]) {
      const certain = read(sure);
      expect(certain.doubts).toEqual([]);
      expect(certain.decided?.values).toBe('percent');
      expect(volatilities(certain)).toEqual(expected);
    }
    expect(volatilities(read(text(fractions), { values: 'fraction' }))).toEqual(expected);
  });

  test('prices under a title about volatilities are asked about', () => {
    const prices = ',0.25,0.5\n90,12,13\n95,8,9.5\n100,5,6.5\n105,3,4.5\n';
    expect(read(prices).doubts).toEqual([]);
    expect(read(`Prices of low vol names\n${prices}`).doubts).toMatchObject([{ about: 'values' }]);
  });

  test('take the spot of the text, the screen, or the middle of the strikes', () => {
    const of = (given: string) => read(given, { values: 'percent' }).surface?.spot;
    expect(of(text(smile))).toBe(100);
    expect(of(`spot\t97\n${text(smile)}`)).toBe(97);
    const far = smile.map((row, i) => (i ? [`${Number(row[0]) * 50}`, ...row.slice(1)] : row));
    expect(of(text(far))).toBe(5000);
    expect(read(text(far), { values: 'percent' }).notes.join()).toContain('Spot set to 5000');
  });

  test.each([
    ['0', 'percent', /volatility 0 must be more than 0/],
    ['26.5', 'fraction', /volatility 26\.5 is more than 1,000 %\. Is it in %\?/],
    ['1500', 'percent', /volatility 1500 is more than 1,000 %\. Is it a price\?/],
  ] as const)('%s as %s is a problem of its cell', (cell, values, message) => {
    const spoilt = smile.map((row, i) => (i === 1 ? ['80', cell, ...row.slice(2)] : row));
    expect(read(text(spoilt), { values }).problems[0]).toMatch(message);
  });
});

describe('numbers', () => {
  const rows = table().map((row, i) =>
    row.map((cell, j) => (i === 0 ? String(j || '') : Number(cell).toFixed(3))),
  );
  const given = text(rows.map((row) => row.map((cell) => cell.replace(/^0\./, '1.'))));

  test('that nothing decides are asked for, and read as they are said to be', () => {
    const nowhere = { ...context, spot: 5 };
    const asked = read(given, {}, nowhere);
    expect(asked.problems[0]).toMatch(/could be 80 or 80000/);
    expect(asked.doubts).toMatchObject([
      { about: 'numbers', question: '“80.000” could be 80 or 80000. Which is meant?' },
    ]);
    expect(read(given, { numbers: '.' }, nowhere).surface?.strikes[0]).toBe(80);
    expect(read(given, { numbers: ',' }, nowhere).surface?.strikes[0]).toBe(80_000);
  });

  test('that spot and strikes decide are not asked for', () => {
    const { doubts, notes } = read(given);
    expect(doubts).toEqual([]);
    expect(notes[0]).toMatch(/which fits the spot and the strikes/);
  });
});

test('the strikes’ direction is asked for where nothing decides', () => {
  const given = ',1,2,3.5\n1,5,3,6\n2,4,7,1\n3.5,2,6,5\n';
  expect(read(given).doubts).toMatchObject([{ about: 'strikes' }]);
  const prices = [5, 3, 6, 4, 7, 1, 2, 6, 5];
  expect(read(given, { strikes: 'down' }).surface?.prices).toEqual(prices);
  expect(read(given, { strikes: 'across' }).surface?.prices).toEqual([5, 4, 2, 3, 7, 6, 6, 1, 5]);
});

describe('maturities', () => {
  const grid = (...maturities: (number | string)[]) =>
    [
      ['K', ...maturities],
      ['90', 12, 14, 17],
      ['100', 5, 7, 11],
      ['110', 0.9, 3, 7],
    ]
      .map((row) => row.join('\t'))
      .join('\n');

  test.each([
    [[30, 60, 90], 'days'],
    [[7, 14, 21], 'days'],
    [[3, 6, 12], 'months'],
    [[1, 12, 36], 'months'],
  ])('%j may be %s', (maturities, unit) => {
    const { doubts } = read(grid(...maturities));
    expect(doubts).toMatchObject([{ about: 'maturities', proposed: { maturities: unit } }]);
  });

  test.each([[[1, 2, 3]], [[0.5, 1, 12]], [[1, 5, 10]], [[0.25, 0.5, 1]]])(
    '%j are years',
    (maturities) => {
      const { doubts, surface } = read(grid(...maturities));
      expect(doubts).toEqual([]);
      expect(surface?.maturities).toEqual(maturities);
    },
  );

  test('are what they are said to be', () => {
    const of = (maturities: ReadingOptions['maturities']) =>
      read(grid(6, 12, 24), maturities ? { maturities } : {}).surface?.maturities;
    expect(of('years')).toEqual([6, 12, 24]);
    expect(of('months')).toEqual([0.5, 1, 2]);
    expect(of('days')).toEqual([6 / 365, 12 / 365, 24 / 365]);
    expect(read(grid(30, 60, 90), { maturities: 'years' }).surface?.maturities).toEqual([
      30, 60, 90,
    ]);
    expect(read(grid(6, 12, 24), { maturities: 'dates' }).problems[0]).toMatch(/“6” is no date/);
  });

  test('are named by the corner', () => {
    const months = grid(6, 12, 24).replace('K', 'strike\\months');
    expect(read(months)).toMatchObject({ doubts: [], surface: { maturities: [0.5, 1, 2] } });
    expect(read(grid(6, 12, 24).replace('K', 'strike\\years')).doubts).toEqual([]);
  });

  test('in dates that could be read two ways are asked for', () => {
    const given = grid('03/04/2027', '05/06/2027', '07/08/2027');
    expect(read(given).doubts).toMatchObject([
      {
        about: 'dates',
        question:
          '“03/04/2027” could be 2027-04-03 or 2027-03-04. Does the day or the month stand first?',
      },
    ]);
    const days = (dates: 'day-first' | 'month-first') =>
      Math.round(365 * read(given, { dates }).surface!.maturities[0]!);
    expect(days('day-first') - days('month-first')).toBe(30);
  });

  test('of a list of quotes are asked for, too', () => {
    const list = [30, 60, 90]
      .flatMap((t) => [95, 100, 105].map((k) => `${t},${k},C,${106 - k + t / 30}`))
      .join('\n');
    const given = `maturity,strike,type,price\n${list}`;
    expect(read(given).doubts).toMatchObject([{ about: 'maturities' }]);
    const { surface } = read(given, { maturities: 'days' });
    expect(surface?.maturities).toEqual([30 / 365, 60 / 365, 90 / 365]);
    expect(read(given.replace('maturity', 'maturity_years')).doubts).toEqual([]);
  });
});

describe('headers and delimiters can be forced', () => {
  test('a corner that is a number', () => {
    const given = '0\t0.25\t0.5\n90\t12\t13\n100\t5\t6.5\n110\t1\t2.5\n';
    expect(read(given).problems).toHaveLength(1);
    expect(read(given, { headers: 'both' }).surface?.strikes).toEqual([90, 100, 110]);
  });

  test('a header that would be taken away leaves the wrong size', () => {
    expect(read(text(table()), { headers: 'none' }).problems).toHaveLength(1);
    const bare = text(
      table()
        .slice(1)
        .map((row) => row.slice(1)),
    );
    expect(read(bare, { headers: 'none' }).surface?.prices).toHaveLength(200);
    expect(read(bare, { headers: 'row' }).problems[0]).toMatch(/19 rows of prices/);
  });

  test('another delimiter', () => {
    const given = 'K;0,25;0,5\n90;12;13\n100;5;6,5\n110;1;2,5\n';
    expect(read(given).surface?.prices).toEqual([12, 13, 5, 6.5, 1, 2.5]);
    expect(read(given, { delimiter: ',' }).surface).toBeUndefined();
  });
});
