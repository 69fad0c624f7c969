import { describe, expect, it } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { BatchItem } from './batch-item.ts';
import { market, prices, read, wide } from './read-batch.fixture.ts';
import { readBatch } from './read-batch.ts';

const { strikes, maturities } = contractGrid;

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
