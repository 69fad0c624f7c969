import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { createStores } from '../create-stores.ts';
import { someOutcome } from '../exchange/outcome.fixture.ts';
import { sessionText } from '../exchange/session-file.ts';
import { createImportChoices, type ImportChoices } from '../features/import/import-choices.ts';
import { importSurface } from '../features/import/import-surface.ts';
import type { ReadSurface } from '../features/import/reader.ts';
import { sessionOffer } from '../open-session.ts';
import { unconnected } from './connection.fixture.ts';
import { createImportStore, type ImportStore } from './import-store.ts';
import { savedCalibration } from './saved-calibration.ts';
import type { Stores } from './stores.ts';

const read: ReadSurface = async (text, context, _, options) =>
  importSurface(text, context, options);

const SMILE =
  'K\t0.25\t0.5\n80\t26.5\t24.8\n90\t22.1\t21.7\n100\t18.9\t19.3\n110\t17.2\t17.9\n120\t18.1\t17.6\n';
const PRICES = 'K\t0.25\t0.5\n90\t12\t13\n95\t8\t9.5\n100\t5\t6.5\n105\t3\t4.5\n';
const BROKEN = 'K\t0.25\t0.5\n90\t12\tx\n95\t8\t9.5\n100\t5\t6.5\n105\t3\t4.5\n';

const BARE = readFileSync(
  new URL('../../../e2e/fixtures/surfaces/cgmy-index-cents-noheader.csv', import.meta.url),
  'utf8',
);

let stores: Stores;
let imports: ImportStore;
let choices: ImportChoices;

beforeEach(() => {
  const never = new Promise<never>(() => {});
  stores = createStores(never, unconnected(), { choice: 'auto' });
  const kept = new Map<string, string>();
  choices = createImportChoices({
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => kept.set(key, value),
  });
  imports = open();
});

const open = (reader = read) =>
  createImportStore({
    ...stores,
    choices,
    read: reader,
    readSession: async (text) => sessionOffer(stores, text),
  });

const state = () => imports.getState();
const surface = () => stores.surfaces.getState().document.surface;
const notes = () => stores.surfaces.getState().document.origin.notes;
const overlay = () => stores.view.getState().overlay;

async function offer(text: string) {
  const signal = stores.surfaces.getState().startReading('Pasted table');
  await state().offer({ title: 'Pasted table', text }, signal, read);
}

async function settled() {
  await vi.waitFor(() => {
    expect(state().draft?.result).toBeDefined();
    expect(state().draft?.since).toBeUndefined();
  });
}

test('what is certain goes straight in', async () => {
  await offer(PRICES);
  expect(overlay()).toBeUndefined();
  expect(surface().prices[0]).toBe(12);
});

test('a doubt opens the dialog, with a proposal, and the surface stays until Use', async () => {
  const before = surface();
  await offer(SMILE);
  expect(overlay()).toBe('import');
  expect(surface()).toBe(before);
  expect(stores.surfaces.getState().reading).toBeUndefined();
  expect(state().draft).toMatchObject({ options: { values: 'percent' }, result: { ok: true } });
  state().use();
  expect(overlay()).toBeUndefined();
  expect(state().draft).toBeUndefined();
  expect(surface().strikes).toEqual([80, 90, 100, 110, 120]);
  expect(notes()[0]).toBe('Chosen at import: volatilities in %.');
  expect(stores.surfaces.getState().past).toHaveLength(1);
});

test('Cancel leaves the surface and remembers nothing', async () => {
  const before = surface();
  await offer(SMILE);
  state().discard();
  stores.view.getState().close();
  expect(surface()).toBe(before);
  await offer(SMILE);
  expect(overlay()).toBe('import');
});

test('a second table of the same shape is read as the last time, and can be read again', async () => {
  await offer(SMILE);
  state().use();
  await offer(SMILE.replace('18.9', '18.8'));
  expect(overlay()).toBeUndefined();
  expect(notes()[0]).toBe('Read as last time: volatilities in %. Import lets you change it.');
  // What was remembered of one shape says nothing of another.
  await offer(SMILE.replaceAll('\t', ';'));
  expect(overlay()).toBe('import');
  state().discard();

  state().reopen();
  await settled();
  expect(state().draft).toMatchObject({ options: { values: 'percent' }, result: { ok: true } });
  state().choose({ values: 'fraction' });
  await settled();
  expect(state().draft?.result?.ok).toBe(false);
});

test('a choice can be changed; what cannot be read cannot be used', async () => {
  const before = surface();
  await offer(SMILE);
  state().choose({ strikes: 'across' });
  await settled();
  expect(state().draft?.result).toMatchObject({
    ok: true,
    value: { surface: { strikes: { length: 2 } } },
  });
  state().choose({ values: 'fraction' });
  await settled();
  state().use();
  expect(surface()).toBe(before);
  expect(overlay()).toBe('import');
});

test('a text without doubt that is broken is refused as before, and can be mended', async () => {
  const before = surface();
  await offer(BROKEN);
  expect(overlay()).toBeUndefined();
  expect(stores.surfaces.getState().rejection?.problems).toHaveLength(1);
  expect(surface()).toBe(before);
  state().reopen();
  await settled();
  state().write({ title: 'Pasted table', text: BROKEN.replace('x', '13') });
  await settled();
  state().use();
  expect(surface().prices[1]).toBe(13);
});

test('only the newest text and choice count; no text, no draft', async () => {
  const ends: Array<() => void> = [];
  const slow: ReadSurface = async (...request) => {
    await new Promise<void>((resolve) => ends.push(resolve));
    return request[2].aborted ? undefined : read(...request);
  };
  imports = open(slow);
  state().write({ title: 'Pasted table', text: PRICES });
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  state().use();
  expect(surface().strikes).toHaveLength(20);
  state().write({ title: 'Pasted table', text: PRICES.replace('\t12', '\t12.5') });
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.();
  await settled();
  ends[0]?.();
  await Promise.resolve();
  state().use();
  expect(surface().prices[0]).toBe(12.5);
  state().write({ title: 'Pasted table', text: '1' });
  state().write({ title: 'Pasted table', text: '' });
  expect(state().draft).toBeUndefined();
});

test('a request’s model is chosen only when its surface is used', async () => {
  const prices = surface().prices;
  const text = JSON.stringify({ option_prices: prices, model_name: 'CGMY' });
  state().write({ title: 'Pasted table', text });
  await settled();
  expect(stores.calibrations.getState().model.name).toBe('VarianceGamma');
  state().use();
  expect(stores.calibrations.getState().model.name).toBe('CGMY');
});

test('junk never changes the surface', async () => {
  const before = stores.surfaces.getState().document;
  const junk = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    // Twenty rows without headers, of which the last few did not come.
    fc.double({ min: 0, max: 0.85, noNaN: true }).map((part) => BARE.slice(0, part * BARE.length)),
    fc
      .tuple(fc.nat(BROKEN.length), fc.string({ maxLength: 4 }))
      .map(([at, put]) => `${BROKEN.slice(0, at)}\t${put}\t${BROKEN.slice(at)}`),
  );
  await fc.assert(
    fc.asyncProperty(junk, async (text) => {
      await offer(text);
      expect(stores.surfaces.getState().document).toBe(before);
      expect(stores.surfaces.getState().reading).toBeUndefined();
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('a file of kept calibrations is shown and kept, and a damaged one refused', async () => {
  const outcome = someOutcome({ ...surface(), rate: 0.02 });
  const item = { ...savedCalibration(outcome, { title: 'Monday', notes: [] }), id: 'monday' };
  const text = sessionText([item]);
  const shown = () => vi.waitFor(() => expect(surface().rate).toBe(0.02));
  await offer(text);
  await shown();
  expect(stores.calibrations.getState().outcome?.calibration).toEqual(outcome.calibration);
  expect(stores.history.getState().entries).toMatchObject([{ id: 'monday', name: 'Monday' }]);

  stores.surfaces.getState().undo();
  state().write({ title: 'monday.json', text });
  await settled();
  expect(state().draft?.result).toMatchObject({ ok: true });
  expect(surface().rate).toBe(0.05);
  state().use();
  await shown();

  await offer(text.slice(0, text.length / 2));
  expect(surface().rate).toBe(0.02);
  expect(stores.surfaces.getState().rejection?.problems[0]?.message).toMatch(/damaged/);
});

test('a text of 50 MB is refused before anything looks at it, and is not kept', async () => {
  const asked = vi.fn(read);
  const watched = open(asked);
  const huge = '"levy-calibration"\r\n'.repeat(2_500_000);
  const before = stores.surfaces.getState().document;
  watched.getState().write({ title: 'Pasted table', text: huge });
  expect(watched.getState().draft).toMatchObject({
    text: '',
    since: undefined,
    result: { ok: false, problems: [{ message: expect.stringContaining('This is 50.0 MB') }] },
  });
  watched.getState().use();
  watched.getState().discard();
  expect(watched.getState().last).toBeUndefined();
  expect(asked).not.toHaveBeenCalled();
  const signal = stores.surfaces.getState().startReading('Pasted table');
  await watched.getState().offer({ title: 'Pasted table', text: huge }, signal, read);
  expect(watched.getState().last).toBeUndefined();
  expect(stores.surfaces.getState().rejection?.problems[0]?.message).toContain('This is 50.0 MB');
  expect(stores.surfaces.getState().document).toBe(before);
});
