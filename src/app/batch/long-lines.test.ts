import { describe, expect, it } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { prices, read } from './read-batch.fixture.ts';

const { spot, rate, strikes, maturities } = contractGrid;

/** The surface of the grid, as a quote a line. */
function long(id: string, delimiter = ',', show = (value: number) => String(value)): string[] {
  return prices.map((price, cell) => {
    const strike = strikes[Math.floor(cell / 10)]!;
    return [id, show(strike), show(maturities[cell % 10]!), show(price)].join(delimiter);
  });
}

describe('a quote a line', () => {
  const header = 'id,strike,maturity,price';

  it('makes a surface of the lines that share an id', async () => {
    const { surfaces, items } = await read([header, ...long('a'), ...long('b')].join('\n'));
    expect(items).toHaveLength(2);
    expect(surfaces.map(({ id, place }) => [id, place.line])).toEqual([
      ['a', 2],
      ['b', 202],
    ]);
    expect(surfaces[1]?.surface).toMatchObject({ spot, rate });
    expect(surfaces[1]?.surface.prices).toEqual(prices);
  });

  it('counts expiries from the date that tells the surfaces apart', async () => {
    const lines = ['2026-01-02', '2026-01-05'].flatMap((date) =>
      [90, 95, 100, 105, 110].map(
        (strike, i) => `${date};${strike};2026-07-02;${[13, 10, 7, 5, 3][i]},5`,
      ),
    );
    const { surfaces } = await read(['quote_date;strike;expiry;price', ...lines].join('\n'));
    expect(surfaces.map(({ id }) => id)).toEqual(['2026-01-02', '2026-01-05']);
    expect(surfaces.map(({ surface }) => surface.maturities)).toEqual([[181 / 365], [178 / 365]]);
    expect(surfaces[0]?.surface.prices[0]).toBe(13.5);
  });

  it('that is wrong spoils its own surface alone', async () => {
    const spoilt = (id: string, cell: string) => [...long(id).slice(0, 9), `${id},100,0.5,${cell}`];
    const { surfaces, faults } = await read(
      [
        header,
        ...spoilt('formula', '=1+1'),
        ...long('a'),
        ...spoilt('nan', 'nan'),
        ',100,0.5,3',
        ...long('few').slice(0, 2),
        ...long('b'),
        ...long('a'),
      ].join('\n'),
    );
    expect(surfaces.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(faults.map(({ id, place, reason }) => [id, place.line, reason])).toEqual([
      ['formula', 2, expect.stringMatching(/Row 11.*=1\+1/)],
      [undefined, 222, expect.stringMatching(/has no “id”/)],
      ['nan', 212, expect.stringMatching(/Row 221.*NaN/)],
      ['few', 223, expect.stringMatching(/There are 2 quotes/)],
      ['a', 425, expect.stringMatching(/further up/)],
    ]);
  });
});
