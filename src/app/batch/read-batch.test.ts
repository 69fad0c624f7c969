import { describe, expect, it } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import type { BatchFault, BatchItem, BatchSurface } from './batch-item.ts';
import { textSource } from './batch-source.ts';
import { readBatch } from './read-batch.ts';

const { spot, rate, dividendYield, strikes, maturities } = contractGrid;
const market = { spot, rate, dividendYield };
const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).prices([0.2, 0.5, -0.1], 'call', calls);
const prices = [...calls];
const wide = (id: string, delimiter = ',', show = (value: number) => String(value)) =>
  [id, ...prices.map(show)].join(delimiter);

async function read(...texts: ReadonlyArray<string | readonly [name: string, text: string]>) {
  const sources = texts.map((text) =>
    typeof text === 'string' ? textSource('file.csv', text) : textSource(...text),
  );
  const items: BatchItem[] = [];
  for await (const item of readBatch(sources, market)) items.push(item);
  return {
    items,
    surfaces: items.filter((item): item is BatchSurface => item.ok),
    faults: items.filter((item): item is BatchFault => !item.ok),
  };
}

/** The surface of the grid, as a quote a line. */
function long(id: string, delimiter = ',', show = (value: number) => String(value)): string[] {
  return prices.map((price, cell) => {
    const strike = strikes[Math.floor(cell / 10)]!;
    return [id, show(strike), show(maturities[cell % 10]!), show(price)].join(delimiter);
  });
}

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

describe('files', () => {
  const grid = [
    ['', ...maturities].join(),
    ...strikes.map((strike, row) => [strike, ...prices.slice(10 * row, 10 * row + 10)].join()),
  ].join('\n');

  it('of a folder are each of their own kind, and one may hold one surface', async () => {
    const { surfaces, items } = await read(
      ['days/2026-01-02.csv', grid],
      ['wide.csv', wide('w')],
      ['days/request.json', JSON.stringify({ option_prices: prices }, null, 2)],
    );
    expect(items.map(({ place }) => place.file)).toEqual([
      'days/2026-01-02.csv',
      'wide.csv',
      'days/request.json',
    ]);
    expect(surfaces.map(({ id }) => id)).toEqual(['2026-01-02', 'w', 'request']);
    for (const { surface } of surfaces) expect(surface.prices).toEqual(prices);
  });

  it('that are nothing of the kind are faults', async () => {
    const { faults, items } = await read(
      ['empty.csv', '\n \n'],
      ['words.txt', 'Dear all,\nthe surfaces are late.'],
      ['large.txt', 'so many words\n'.repeat(200_000)],
    );
    expect(items).toHaveLength(3);
    expect(faults.map(({ place, reason }) => [place.file, reason])).toEqual([
      ['empty.csv', 'The file is empty.'],
      ['words.txt', expect.stringMatching(/\w/)],
      ['large.txt', expect.stringMatching(/too large for one surface/)],
    ]);
  });

  it('with a line longer than any surface go on after it', async () => {
    const { surfaces, faults } = await read(
      `${wide('a')}\n${'1,'.repeat(5 * 1024 * 1024)}\n${wide('b')}`,
    );
    expect(surfaces.map(({ id, place }) => [id, place.line])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(faults).toMatchObject([{ place: { line: 2 }, reason: expect.stringMatching(/longer/) }]);
  });

  it.each([
    [new Error('The disk is gone.'), 'The file could not be read any further: The disk is gone.'],
    [
      new DOMException('The requested file could not be read, typically …', 'NotReadableError'),
      'The file could not be read any further. It was changed, moved or locked since it was chosen: choose it again.',
    ],
  ])('that break off are a fault after what was read: %s', async (error, reason) => {
    let isRead = false;
    const open = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          if (isRead) controller.error(error);
          else controller.enqueue(new TextEncoder().encode(`${wide('a')}\n${wide('b')}\n`));
          isRead = true;
        },
      });
    const items: BatchItem[] = [];
    for await (const item of readBatch([{ name: 'a.csv', open }], market)) items.push(item);
    expect(items.map(({ place }) => place.line)).toEqual([1, 2, 2]);
    expect(items.at(-1)).toMatchObject({ ok: false, reason });
  });
});
