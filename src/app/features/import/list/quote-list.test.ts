import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surfaceFromQuotes } from '../../../../calibration/quotes/quotes.ts';
import { quotedCells } from '../../../../calibration/quotes/surface.ts';
import { surfaceToText } from '../../../exchange/surface-text.ts';
import { context } from '../context.fixture.ts';
import { importSurface } from '../import-surface.ts';
import { type ListedQuote, listStyle, listText } from './list-text.fixture.ts';

const ragged = readFileSync(
  new URL('../../../../../e2e/fixtures/surfaces/ragged-index-quotes.csv', import.meta.url),
  'utf8',
);

function imported(text: string, given = context) {
  const result = importSurface(text, given);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join('\n'));
  return result.value;
}

function messages(text: string): string[] {
  const result = importSurface(text, context);
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

describe('ragged-index-quotes.csv', () => {
  test('gives every quote with its bid and ask', () => {
    const { surface } = imported(ragged);
    expect(quotedCells(surface)).toHaveLength(87);
    const width = surface.maturities.length;
    for (const line of ragged.trimEnd().split('\n').slice(1)) {
      const [maturity, strike, type, bid, ask] = line.split(',');
      const cell =
        width * surface.strikes.indexOf(Number(strike)) +
        surface.maturities.indexOf(Number(maturity));
      expect(surface.spreads?.[cell]).toEqual({ bid: Number(bid), ask: Number(ask) });
      expect(surface.puts?.[cell]).toBe(type === 'P');
    }
  });

  test('implies a spot near its own, 5230.5, and says so', () => {
    const { surface, notes } = imported(ragged);
    expect(Math.abs(surface.spot / 5230.5 - 1)).toBeLessThan(0.0005);
    expect(surface.rate - surface.dividendYield).toBeCloseTo(0.03, 3);
    expect(notes).toEqual([
      'Read as a list of quotes: 36 calls and 51 puts.',
      expect.stringMatching(/^The text names no spot, .* Correct it if it is wrong\.$/),
      expect.stringMatching(/^The text names no dividend yield, .* Correct rate and dividend/),
    ]);
  });

  test('keeps the market on the screen where it fits', () => {
    const market = { spot: 5230.5, rate: 0.043, dividendYield: 0.013 };
    const { surface, notes } = imported(ragged, { ...context, ...market });
    expect(surface).toMatchObject(market);
    expect(notes).toHaveLength(1);
  });

  test('comes back from the text that is copied', () => {
    const market = { spot: 5230.5, rate: 0.043, dividendYield: 0.013 };
    const { surface } = imported(ragged, { ...context, ...market });
    expect(imported(surfaceToText(surface), { ...context, ...market }).surface).toEqual(surface);
  });
});

const listedQuotes: fc.Arbitrary<ListedQuote[]> = fc
  .uniqueArray(
    fc.record({
      strike: fc.integer({ min: 200, max: 24_000 }).map((quarters) => quarters / 4),
      days: fc.constantFrom(7, 30, 91, 365, 730),
      type: fc.constantFrom('call' as const, 'put' as const),
      bid: fc.integer({ min: 0, max: 50_000 }),
      width: fc.integer({ min: 1, max: 500 }),
      sided: fc.boolean(),
    }),
    { minLength: 12, maxLength: 40, selector: ({ strike, days }) => `${strike} ${days}` },
  )
  .map((entries) =>
    entries.map(({ strike, days, type, bid, width, sided }) => ({
      strike,
      days,
      maturity: days / 365,
      type,
      ...(sided ? { bid: bid / 100, ask: (bid + width) / 100 } : { price: (bid + width) / 100 }),
    })),
  );

test('any list in any writing comes back with the same quotes', { timeout: 60_000 }, () => {
  const market = { spot: 1234.5, rate: 0.043, dividendYield: 0.0125 };
  fc.assert(
    fc.property(listedQuotes, listStyle, (quotes, style) => {
      const expected = surfaceFromQuotes(quotes, market);
      const { surface } = imported(listText(quotes, market, style));
      expect(surface).toEqual(expected.ok && expected.value.surface);
    }),
    { numRuns: 200 },
  );
});

/** Five quotes of the same five columns in many forms; each gives this surface. */
const five = {
  strikes: [90, 95, 100, 105, 110],
  maturities: [0.5],
  prices: [2, 3.5, 7, 4.5, 2.5],
};
const body = '90,P,2\n95,P,3.5\n100,C,7\n105,C,4.5\n110,C,2.5\n';
const rows = body.trimEnd().split('\n');

describe('forms of a list', () => {
  test.each<[string, string]>([
    ['K T', `K,cp,Price,T\n${rows.map((row) => `${row},0.5`).join('\n')}`],
    [
      'semicolons',
      `strike;type;last;maturity\n${rows
        .map((row) => `${row.replaceAll(',', ';').replace('.', ',')};0,5`)
        .join('\n')}`,
    ],
    [
      'spaces',
      `strike right settle tenor\n${rows.map((row) => `${row.replaceAll(',', ' ')} 0.5`).join('\n')}`,
    ],
    [
      'camel case',
      `strikePrice,optionType,midPrice,maturityYears\n${rows.map((row) => `${row},0.5`).join('\n')}`,
    ],
    ['days', `strike,type,mid,dte\n${rows.map((row) => `${row},182.5`).join('\n')}`],
    [
      'bid and ask',
      `strike,type,mid,T,Bid,Offer,last\n${rows.map((row) => `${row},0.5,,,9`).join('\n')}`,
    ],
    [
      'words',
      `strike,call/put,premium,T\n${rows.map((row) => `${row.replace('P', 'Put').replace('C', 'CALL')},0.5`).join('\n')}`,
    ],
    [
      'with what is no quote',
      `Chain\nstrike,type,price,T\n${rows.map((row) => `${row},0.5`).join('\n')}\n115,C,–,0.5\nSource: own,,,`,
    ],
  ])('%s', (_, text) => {
    expect(imported(`spot,100\n${text}`).surface).toMatchObject(five);
  });

  test('a chain with calls and puts beside the strikes', () => {
    const chain =
      'Last: 100,Date: Mon Nov 23 2026\n' +
      'Expiration Date,Calls,Last Sale,Bid,Ask,IV,Strike,Puts,Last Sale,Bid,Ask,IV\n' +
      'Tue Nov 23 2027,X1,9,11.8,12.2,0.2,90,Y1,9,1.9,2.1,0.2\n' +
      'Tue Nov 23 2027,X2,9,6.9,7.1,0.2,100,Y2,9,4.4,4.6,0.2\n' +
      'Tue Nov 23 2027,X3,9,2.4,2.6,0.2,110,Y3,9,0,0,0.2\n' +
      'Wed Nov 22 2028,X3,9,,,0.2,90,Y3,9,3,3.2,0.2\n' +
      'Wed Nov 22 2028,X3,9,4,4.2,0.2,110,Y3,9,,5,0.2\n';
    const { surface, notes } = imported(chain);
    expect(surface.strikes).toEqual([90, 100, 110]);
    expect(surface.maturities).toEqual([1, 2]);
    expect(surface.prices).toEqual([2, 3.1, 4.5, undefined, 2.5, 4.1]);
    expect(surface.puts).toEqual([true, true, true, false, false, false]);
    expect(notes).toEqual(
      expect.arrayContaining([
        'Read as a list of quotes: 4 calls and 3 puts.',
        'Maturities are counted from the valuation date 2026-11-23, actual/365.',
        '1 option with a bid and ask of 0 is left out.',
        '1 option with only a bid or an ask is left out.',
        '“IV” is not used: prices are fitted.',
        '2 strikes have both a call and a put: the one out of the money is fitted.',
      ]),
    );
  });

  test('expiries count from today where the text names no date', () => {
    const { surface, notes } = imported(
      `spot,100\nstrike,type,price,expiry\n${rows.map((row) => `${row},2027-11-23`).join('\n')}`,
    );
    expect(surface.maturities).toEqual([1]);
    expect(notes).toContain(
      'The text names no valuation date: maturities are counted from today, 2026-11-23, actual/365.',
    );
  });

  test('market in columns, calls where nothing says so, volatilities ignored', () => {
    const { surface, notes } = imported(
      `strike,T,price,underlying_price,rate,iv\n${[90, 95, 100, 105, 110].map((k) => `${k},1,${120 - k},101,4 %,0.2`).join('\n')}`,
    );
    expect(surface).toMatchObject({ spot: 101, rate: 0.04, dividendYield: 0 });
    expect(surface).not.toHaveProperty('puts');
    expect(notes).toEqual([
      'Read as a list of quotes: 5 calls.',
      'No column says call or put: all are read as calls.',
      '“iv” is not used: prices are fitted.',
      'The spot is read from the text: 101.',
      'The rate is read from the text: 4 %.',
    ]);
  });

  test('calls alone far from the spot on the screen', () => {
    const { surface, notes } = imported(
      `strike,T,price\n${[900, 950, 1000, 1050, 1100].map((k) => `${k},0.1,${Math.max(1010 - k, 0) + 9}`).join('\n')}`,
    );
    expect(surface.spot).toBe(1000);
    expect(notes.at(-1)).toMatch(/^Spot set to 1000, the middle of the strikes/);
  });
});

describe('what cannot be read is named, row by row', () => {
  test('all at once', () => {
    expect(
      messages(
        'quote_date,strike,expiry,type,price\n' +
          '2026-12-01,95,2026-11-30,P,1.2\n' +
          '2026-12-01,97,2027-03-04,Q,1.7\n' +
          '2026-12-01,100,20271218,C,x\n' +
          '2026-12-01,,2027-05-06,C,2.5\n' +
          '2026-12-01,101,soon,C,2.5\n' +
          '2026-12-01,102,2027-05-06,,2.5\n',
      ),
    ).toEqual([
      'Row 2, “expiry”: the expiry 2026-11-30 is not after the valuation date 2026-12-01. Remove what has expired, or correct the date.',
      'Row 6, “expiry”: “soon” is no date. Write it as 2026-12-01.',
      'Row 3: “type” has “Q”. Write C for a call or P for a put.',
      'Row 4, “price”: “x” is not a number. Type a number.',
      'Row 5: the strike is missing. Type it, or remove the row.',
      'Row 7: “type” is empty. Write C for a call or P for a put.',
    ]);
  });

  test('faults of quotes', () => {
    expect(
      messages('strike,T,type,bid,ask\n95,1,P,5,6\n95,1,P,5,6\n96,1,P,5,4\n97,1,P,-5,6\n'),
    ).toEqual([
      'Row 3 (put, strike 95) is the same put as row 2. Remove one of them.',
      'Row 4 (put, strike 96) has a bid of 5 above its ask of 4.',
      'Row 5 (put, strike 97) has a bid of -5, which must not be negative.',
    ]);
  });

  test.each([
    [
      'strike,expiry,type,price\n95,03/04/2027,P,1\n',
      /“03\/04\/2027” could be 2027-04-03 or 2027-0/,
    ],
    ['date,strike,T,type,price\n', /has a header and no quotes under it/],
    ['strike,maturity,implied volatility\n95,1,.2\n', /are volatilities, and prices are needed/],
    ['strike,maturity,type\n95,1,C\n', /no column of prices/],
    ['strike,type,price\n95,C,5\n', /no column of maturities/],
    ['maturity,type,price\n1,C,5\n', /no column of strikes/],
    ['strike,maturity,type,bid\n95,1,C,5\n', /a column “bid” and none for the ask/],
    ['strike,T,bid,ask,bid,ask\n95,1,1,2,3,4\n', /Two columns are named “bid”\./],
    ['strike,T,type,price\n95,400,C,5\n', /go up to 400: these look like days/],
    ['strike,T,type,price\n95,1,C,5\n96,1,C,4\n', /There are 2 quotes, and a fit needs at least 5/],
    ['rate,4.3\nstrike,T,type,price\n95,1,C,5\n', /Row 1: the rate “4\.3” cannot be read/],
    [
      'date,strike,expiry,type,price\n2026-01-05,95,2027-01-15,C,5\n2026-01-06,95,2027-01-15,C,5\n',
      /quotes are of 2 dates, 2026-01-05 to 2026-01-06\. Keep those of one/,
    ],
    ['spot,strike,T,type,price\n95,95,1,C,5\n105,96,1,C,5\n', /The spot goes from 95 to 105/],
    ['0.1,95,P,1,1.2\n0.1,100,C,3,3.2\n', /a list of quotes without a header/],
    [`strike,T,type,price\n${'1,1,C,1\n'.repeat(20_001)}`, /more than the 20,000 quotes/],
  ])('%.60j', (text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(message)]);
  });

  test('twenty at most', () => {
    const all = messages(`strike,T,type,price\n${'1,1,Z,1\n'.repeat(30)}`);
    expect(all).toHaveLength(21);
    expect(all.at(-1)).toBe('And 10 more.');
  });
});
