import { describe, expect, test } from 'vitest';
import { readMarket, takeMarketLines } from './market-lines.ts';

function told(...lines: string[][]) {
  const rows = lines.map((cells, i) => ({ number: i + 1, cells }));
  const taken = takeMarketLines(rows);
  const { notes, ...market } = readMarket(taken.told, '.');
  const dates = taken.told.get('date')?.map(({ text }) => text);
  return { ...market, notes, ...(dates && { dates }), left: taken.rows.map(({ cells }) => cells) };
}

describe('lines of a market', () => {
  test.each([
    [[['spot', '5230.5']], { spot: 5230.5 }],
    [[['Spot:', '5,230.50', '']], { spot: 5230.5 }],
    [[['S0 = 100']], { spot: 100 }],
    [[['Underlying price', '$5,230']], { spot: 5230 }],
    [[['rate', '4.3%']], { rate: 0.043 }],
    [[['Risk-free rate (%)', '4.3']], { rate: 0.043 }],
    [[['r', '-0.005']], { rate: -0.005 }],
    [[['Dividend', 'yield', '1.3', '%']], { dividendYield: 0.013 }],
    [[['q', '1,3 %']], { dividendYield: 0.013 }],
    [
      [['Spot', '100', 'Rate', '5 %', 'Dividend yield', '0']],
      { spot: 100, rate: 0.05, dividendYield: 0 },
    ],
    [[['Valuation date', '2026-11-23']], { dates: ['2026-11-23'] }],
    [[['As of: 23 Nov 2026', 'Bid: 5230']], { dates: ['23 Nov 2026'] }],
  ])('%j', (lines, expected) => {
    expect(told(...lines)).toMatchObject({ ...expected, problems: [], left: [] });
  });

  test.each([
    [['SPX calls']],
    [['spot', 'strike', 'rate']],
    [['', '0.1', '0.2']],
    [['rate', 'n/a']],
    [['5230.5']],
    [['Spotted 3 errors']],
  ])('%j is none', (line) => {
    expect(told(line)).toEqual({ problems: [], notes: [], left: [line] });
  });

  test('are repeated in a note', () => {
    expect(told(['spot', '5230.5'], ['rate', '4.3 %']).notes).toEqual([
      'The spot is read from the text: 5230.5.',
      'The rate is read from the text: 4.3 %.',
    ]);
  });

  test.each([
    [['rate', '4.3'], 'Row 1: the rate “4.3” cannot be read. Write it as 4.3 % or 0.043.'],
    [['spot', '-5'], 'Row 1: the spot “-5” cannot be read. Write it as 5230.5.'],
    [['spot', '5 %'], 'Row 1: the spot “5 %” cannot be read. Write it as 5230.5.'],
  ])('%j is refused', (line, message) => {
    expect(told(line).problems).toEqual([{ message }]);
  });
});
