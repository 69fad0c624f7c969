import { describe, expect, it } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { BatchItem } from './batch-item.ts';
import { textSource } from './batch-source.ts';
import { market, prices, read, wide } from './read-batch.fixture.ts';
import { readBatch } from './read-batch.ts';

const { strikes, maturities } = contractGrid;

describe('a surface a line', () => {
  it('is read with an id, and a header where there is one', async () => {
    const header = ['date', ...prices.map((_, i) => `p${i}`)].join();
    const lines = [wide('2026-01-02'), wide('2026-01-05')];
    for (const text of [lines.join('\n'), `${[header, ...lines].join('\r\n')}\r\n`]) {
      const { surfaces, items } = await read(`\uFEFF${text}`);
      expect(items).toHaveLength(2);
      expect(surfaces.map(({ id }) => id)).toEqual(['2026-01-02', '2026-01-05']);
      const line = text === lines.join('\n') ? 1 : 2;
      expect(surfaces[0]).toEqual({
        ok: true,
        id: '2026-01-02',
        place: { file: 'file.csv', line },
        surface: { ...market, strikes, maturities, prices },
      });
    }
  });

  it.each([0, 1])('is read under a header that counts its columns from %i', async (from) => {
    const counts = prices.map((_, i) => i + from);
    for (const header of [
      ['', ...counts],
      ['date', ...counts],
    ]) {
      const { items } = await read([header.join(), wide('2026-01-02')].join('\n'));
      expect(items).toEqual([expect.objectContaining({ ok: true, id: '2026-01-02' })]);
    }
    const { items } = await read([counts.join(), prices.join()].join('\n'));
    expect(items).toEqual([expect.objectContaining({ ok: true, id: 'line 2' })]);
  });

  it('is read without an id, and named by its line', async () => {
    const { surfaces } = await read(`${prices.join('\t')}\n\n${prices.join('\t')}`);
    expect(surfaces.map(({ id }) => id)).toEqual(['line 1', 'line 3']);
  });

  it('is read with a decimal comma, between semicolons', async () => {
    const comma = (value: number) => value.toFixed(6).replace('.', ',');
    const { surfaces } = await read(wide('a', ';', comma));
    expect(surfaces[0]?.surface.prices).toEqual(prices.map((value) => Number(value.toFixed(6))));
  });

  it('takes its own spot, rate and yield', async () => {
    const header = ['id', 'spot', 'rate', 'q', ...prices.map((_, i) => `p${i}`)].join();
    const { surfaces } = await read(`${header}\n${['a', 101, 0.03, 0.01, ...prices].join()}`);
    expect(surfaces[0]?.surface).toMatchObject({ spot: 101, rate: 0.03, dividendYield: 0.01 });
  });

  it('takes a rate in per cent where its header says so', async () => {
    const header = ['id', 'rate (%)', 'q', ...prices.map((_, i) => `p${i}`)].join();
    const { surfaces } = await read(`${header}\n${['a', 0.5, 0.01, ...prices].join()}`);
    expect(surfaces[0]?.surface).toMatchObject({ rate: 0.005, dividendYield: 0.01 });
  });

  it.each([
    ['no id', prices.join(), 'line 1'],
    ['an id', wide('a'), 'a'],
    ['an id that is a number', wide('20260102'), '20260102'],
    ['a header', `${['id', ...prices.map((_, i) => `p${i}`)].join()},\n${wide('a')}`, 'a'],
    ['a header that counts', `${['', ...prices.keys()].join()},\n${wide('a')}`, 'a'],
  ])('may end in a delimiter, with %s', async (_, text, id) => {
    const { items } = await read(`${text},`);
    expect(items).toMatchObject([{ ok: true, id, surface: { prices } }]);
  });

  it('with a delimiter at its end is a fault where a price stands there', async () => {
    const { surfaces, faults } = await read(`${prices.join()},\n${wide('20')}\n${prices.join()}`);
    expect(surfaces.map(({ id }) => id)).toEqual(['line 1', 'line 3']);
    expect(faults).toMatchObject([{ place: { line: 2 }, reason: expect.stringMatching(/201/) }]);
  });

  it('keeps a number for an id where the last price is not quoted', async () => {
    const { items } = await read(`${wide('7').replace(/[^,]*$/, '')}\n${wide('8')}`);
    expect(items).toMatchObject([
      { ok: true, id: '7', surface: { prices: [...prices.slice(0, -1), undefined] } },
      { ok: true, id: '8', surface: { prices } },
    ]);
  });

  it.each([
    ['a price too few', wide('2026-01-02').replace(/,[^,]*$/, ''), wide('2026-01-05')],
    ['a first price that is none', ['=A1', ...prices.slice(1)].join(), prices.join()],
  ])('with %s spoils no other where it is the first', async (_, first, next) => {
    const { items } = await read(`${first}\n${next}\n${next}`);
    expect(items.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(items[1]).toMatchObject({ surface: { prices } });
  });

  it('may have gaps', async () => {
    const { surfaces } = await read(['a', '', '#N/A', ...prices.slice(2)].join());
    expect(surfaces[0]?.surface.prices.slice(0, 3)).toEqual([undefined, undefined, prices[2]]);
  });

  it('that is wrong is a fault with its line and reason, and the rest goes on', async () => {
    const spoilt = (column: number, cell: string) =>
      ['bad', ...prices.map((price, i) => (i === column ? cell : price))].join();
    const { surfaces, faults } = await read(
      [
        wide('first'),
        spoilt(4, '=A1+B2'),
        spoilt(0, 'NaN'),
        spoilt(9, '-1'),
        spoilt(9, '1e999'),
        wide('short').split(',').slice(0, 150).join(),
        `${wide('long')},1`,
        `gaps${','.repeat(200)}`,
        wide('last'),
      ].join('\n'),
    );
    expect(surfaces.map(({ id }) => id)).toEqual(['first', 'last']);
    expect(faults.map(({ place, reason }) => [place.line, reason])).toEqual([
      [2, expect.stringMatching(/^Column 6: .*=A1\+B2.* is a formula/)],
      [3, expect.stringMatching(/^Column 2: .*NaN.* is not a number/)],
      [4, expect.stringMatching(/^Column 11: .*negative/)],
      [5, expect.stringMatching(/^Column 11: .*too large/)],
      [6, expect.stringMatching(/has 150 cells, and 201 are needed/)],
      [7, expect.stringMatching(/has 202 cells, and 201 are needed/)],
      [8, expect.stringMatching(/0 quotes/)],
    ]);
  });

  it('may be of another grid', async () => {
    const grid = { strikes: [90, 95, 100, 105, 110], maturities: [0.5, 1] };
    const items: BatchItem[] = [];
    const source = textSource('a.csv', 'x,12,13,9,10,6,8,4,6,2,4');
    for await (const item of readBatch([source], { ...market, ...grid })) items.push(item);
    expect(items).toMatchObject([{ ok: true, id: 'x', surface: grid }]);
  });
});
