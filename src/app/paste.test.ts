import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createStores } from './create-stores.ts';
import { importSurface } from './features/import/import-surface.ts';
import type { ReadSurface } from './features/import/reader.ts';
import { importFile, pasteText } from './paste.ts';
import { unconnected } from './state/connection.fixture.ts';
import type { Address } from './state/field.ts';
import type { Stores } from './state/stores.ts';

const read: ReadSurface = async (text, context) => importSurface(text, context);

function setUp() {
  const never = new Promise<never>(() => {});
  const stores = createStores(never, unconnected(), { choice: 'auto' });
  return { stores, document: () => stores.surfaces.getState().document };
}

const paste = (stores: Stores, text: string, focused: Address | undefined) =>
  pasteText(stores, text, focused, read);

/** Readings that end when the test says so. */
function slowly() {
  const ends: Array<() => void> = [];
  const slow: ReadSurface = async (...request) => {
    await new Promise<void>((resolve) => ends.push(resolve));
    return read(...request);
  };
  return { slow, ends };
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../e2e/fixtures/surfaces/${name}`, import.meta.url), 'utf8');

test('one number goes into the focused cell, at once', () => {
  const { stores, document } = setUp();
  void paste(stores, '12,5\r\n', { row: 3, column: 4 });
  expect(document().surface.prices[34]).toBe(12.5);
});

test('a small block fills from the focused cell, as one step', async () => {
  const { stores, document } = setUp();
  await paste(stores, '1\t2\n3\t4', { row: 18, column: 8 });
  expect([188, 189, 198, 199].map((i) => document().surface.prices[i])).toEqual([1, 2, 3, 4]);
  stores.surfaces.getState().undo();
  expect(stores.surfaces.getState().past).toEqual([]);
});

test('empty cells of a block take quotes away; a block of nothing is refused', async () => {
  const { stores, document } = setUp();
  await paste(stores, '1\t\n\t4', { row: 0, column: 0 });
  expect([0, 1, 10, 11].map((i) => document().surface.prices[i])).toEqual([
    1,
    undefined,
    undefined,
    4,
  ]);
  const before = document();
  await paste(stores, '\t\n\t', { row: 0, column: 0 });
  expect(document()).toBe(before);
});

test.each([
  ['a block that does not fit', '1\t2\n3\t4', { row: 19, column: 0 }],
  ['a block with a word', '1\tx', { row: 0, column: 0 }],
  [
    'a surface with a row missing',
    fixture('broken-19-rows.csv').replaceAll(',', '\t'),
    { row: 0, column: 0 },
  ],
  ['a number with no cell in focus', '12.5', undefined],
])('%s is refused and the surface stays', async (_, text, focused) => {
  const { stores, document } = setUp();
  const before = document();
  await paste(stores, text, focused);
  expect(document()).toBe(before);
  expect(stores.surfaces.getState().rejection?.problems.length).toBeGreaterThan(0);
});

test('a whole table replaces the surface, wherever the focus is', async () => {
  const { stores, document } = setUp();
  await paste(stores, fixture('vg-spot-5230-thousands.tsv'), { row: 5, column: 5 });
  expect(document().surface.prices[0]).toBe(1070.31);
  expect(document().origin.title).toBe('Pasted table');
});

test('a request’s model is chosen with its surface', async () => {
  const { stores } = setUp();
  const prices = stores.surfaces.getState().document.surface.prices;
  await paste(stores, JSON.stringify({ option_prices: prices, model_name: 'CGMY' }), undefined);
  expect(stores.calibrations.getState().model.name).toBe('CGMY');
});

test('the newest text wins, whichever is read first', async () => {
  const { stores, document } = setUp();
  const { slow, ends } = slowly();
  const first = pasteText(stores, fixture('vg-index-4dp.tsv'), undefined, slow);
  const { reading } = stores.surfaces.getState();
  expect(reading?.title).toBe('Pasted table');
  const second = pasteText(stores, fixture('vg-spot-5230-thousands.tsv'), undefined, slow);
  await new Promise((resolve) => setTimeout(resolve));
  ends[1]?.();
  await second;
  ends[0]?.();
  await first;
  expect(document().surface.prices[0]).toBe(1070.31);
  expect(stores.surfaces.getState().past).toHaveLength(1);
  expect(stores.surfaces.getState().reading).toBeUndefined();
});

test('a sample chosen or a Cancel ends a reading', async () => {
  const { stores, document } = setUp();
  const { slow, ends } = slowly();
  const { replace, stopReading } = stores.surfaces.getState();
  for (const end of [() => replace(document().surface, document().origin), stopReading]) {
    const pasted = pasteText(stores, fixture('vg-spot-5230-thousands.tsv'), undefined, slow);
    await new Promise((resolve) => setTimeout(resolve));
    end();
    ends.pop()?.();
    await pasted;
    expect(document().surface.spot).toBe(100);
    expect(stores.surfaces.getState().reading).toBeUndefined();
    expect(stores.surfaces.getState().rejection).toBeUndefined();
  }
});

test('a file is read under its name; one too large is refused', async () => {
  const { stores, document } = setUp();
  await importFile(stores, new File([fixture('cgmy-noise-1pct.tsv')], 'noise.tsv'), read);
  expect(document().origin.title).toBe('noise.tsv');
  expect(document().surface.prices[0]).toBe(20.5394);
  await importFile(stores, new File(['1'.repeat(2_000_001)], 'huge.csv'), read);
  const { rejection, reading } = stores.surfaces.getState();
  expect(rejection?.title).toContain('huge.csv could not be read');
  expect(rejection?.problems[0]?.message).toContain('larger than 2 MB');
  expect(reading).toBeUndefined();
});

test.each([
  ['a workbook', 'PK\x03\x04\x14\x00\x06\x00[Content_Types].xml xl/workbook.xml', /Excel workbook/],
  ['a picture', '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', /a picture/],
  ['a large PDF', `%PDF-1.7${'\x01'.repeat(3_000_000)}`, /a PDF document/],
  ['bytes of nothing known', '\x01\x02\x03\x04\xff\xfe', /This is not text/],
])('%s is named, and the surface stays', async (_, start, message) => {
  const { stores, document } = setUp();
  const before = document();
  const bytes = Uint8Array.from(start, (letter) => letter.charCodeAt(0));
  await importFile(stores, new File([bytes], 'prices'), read);
  expect(document()).toBe(before);
  expect(stores.surfaces.getState().past).toEqual([]);
  expect(stores.surfaces.getState().rejection?.problems).toEqual([
    { message: expect.stringMatching(message) },
  ]);
});

test('what one text implied of the market is not taken for the next; what is typed is', async () => {
  const { stores, document } = setUp();
  await paste(stores, fixture('ragged-index-quotes.csv'), undefined);
  expect(document().surface.dividendYield).toBeGreaterThan(0.01);
  stores.surfaces.getState().edit([['rate', '4.3']]);
  await paste(stores, fixture('vg-index-4dp.tsv'), undefined);
  expect(document().surface).toMatchObject({ spot: 100, rate: 0.043, dividendYield: 0 });
});
