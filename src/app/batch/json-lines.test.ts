import { describe, expect, it } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { prices, read } from './read-batch.fixture.ts';

const { spot, rate, strikes, maturities } = contractGrid;

describe('a request a line', () => {
  const line = (changes: object = {}) => JSON.stringify({ option_prices: prices, ...changes });

  it('is read with its id, model and fit', async () => {
    const quotes = [90, 95, 100, 105, 110].map((strike) => ({ strike, maturity: 0.5, price: 5 }));
    const { surfaces, items } = await read(
      [
        line({ id: 'a' }),
        line({ date: '2026-01-02', model_name: 'CGMY', refine: true, objective: 'price' }),
        JSON.stringify({ id: 3, quotes }),
      ].join('\n'),
    );
    expect(items).toHaveLength(3);
    expect(surfaces.map(({ id, model, refine }) => [id, model, refine])).toEqual([
      ['a', undefined, undefined],
      ['2026-01-02', 'CGMY', expect.objectContaining({ objective: 'price' })],
      ['3', undefined, undefined],
    ]);
    expect(surfaces[0]?.surface).toMatchObject({ strikes, maturities, prices, spot, rate });
    expect(surfaces[2]?.surface.strikes).toEqual([90, 95, 100, 105, 110]);
  });

  it('that is wrong is a fault, and the rest goes on', async () => {
    const { surfaces, faults } = await read(
      [
        '{"option_prices": [1, }',
        '[]',
        '7',
        'null',
        line({ id: 'b', spot_price: -1 }),
        line({ option_prices: [1] }),
        line({ id: 'last' }),
      ].join('\n'),
    );
    expect(surfaces.map(({ id }) => id)).toEqual(['last']);
    expect(faults.map(({ id, place }) => [id, place.line])).toEqual([
      [undefined, 1],
      [undefined, 2],
      [undefined, 3],
      [undefined, 4],
      ['b', 5],
      [undefined, 6],
    ]);
    expect(faults[0]?.reason).toMatch(/no JSON/);
    expect(faults[3]?.reason).toMatch(/no request.*option_prices/);
    expect(faults[4]?.reason).toMatch(/^spot_price: /);
  });

  it('of another size than its grid is a fault between good ones', async () => {
    const sized = (size: number) =>
      line({ id: size, option_prices: Array.from({ length: size }, (_, i) => prices[i] ?? 1) });
    const { surfaces, faults } = await read(
      [line({ id: 'a' }), sized(199), line({ id: 'b' }), sized(201), line({ id: 'c' })].join('\n'),
    );
    expect(surfaces.map(({ id, surface }) => [id, surface.prices])).toEqual([
      ['a', prices],
      ['b', prices],
      ['c', prices],
    ]);
    expect(faults.map(({ id, reason }) => [id, reason])).toEqual([
      ['199', expect.stringMatching(/^option_prices has 199 prices instead of 200/)],
      ['201', expect.stringMatching(/^option_prices has 201 prices instead of 200/)],
    ]);
  });

  it('that asks for no fit says so', async () => {
    const { surfaces } = await read([line({ refine: false }), line()].join('\n'));
    expect(surfaces.map(({ refine }) => refine)).toEqual([false, undefined]);
  });
});
