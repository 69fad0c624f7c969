import { expect, test } from 'vitest';
import { sixCalls as surface } from '../../calibration/quotes/surface.fixture.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { someOutcome } from '../exchange/outcome.fixture.ts';
import { itemText, readItemText } from '../exchange/session-file.ts';
import { createCalibrationStore } from './calibration-store.ts';
import { importedEntry, itemOf } from './history-entry.ts';
import { MOST_ENTRIES } from './history-limits.ts';
import { recordCalibrations } from './history-recorder.ts';
import type { HistoryStorage } from './history-storage.ts';
import { createHistoryStore } from './history-store.ts';
import { savedCalibration } from './saved-calibration.ts';
import { createSurfaceStore } from './surface-store.ts';

const dearer: Surface = { ...surface, prices: surface.prices.with(0, 13.2) };
const dearest: Surface = { ...surface, prices: surface.prices.with(0, 13.3) };
const origin = { title: 'Index', notes: [] };

/** A database in memory: a text each entry, as in the browser. */
function memory(kept = new Map<string, string>()) {
  const storage: HistoryStorage = {
    read: async (known, onEntries) => {
      const ids = new Set(kept.keys());
      let unreadable = 0;
      for (const [id, text] of kept) {
        if (known.has(id)) continue;
        const read = readItemText(text);
        if (read.ok) onEntries([importedEntry(read.value, new Date(0))]);
        else unreadable += 1;
      }
      return { ids, unreadable };
    },
    put: async (entries) => {
      for (const entry of entries) kept.set(entry.id, itemText(itemOf(entry)));
    },
    remove: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
  };
  return { kept, storage };
}

function setUp(storage: HistoryStorage) {
  let time = Date.parse('2026-11-23T10:00:00Z');
  const now = () => new Date(time);
  const surfaces = createSurfaceStore(surface, origin);
  const calibrations = createCalibrationStore(surfaces, varianceGamma, () => new Promise(() => {}));
  const store = createHistoryStore(async () => storage, now);
  recordCalibrations({ calibrations, surfaces }, store, now);
  const calibrate = async (quotes: Surface, by: 'vega' | 'network' = 'network') => {
    const outcome = someOutcome(quotes, { by });
    calibrations.setState({ outcome });
    await settled();
    return outcome;
  };
  const later = (ms: number) => {
    time += ms;
  };
  return { calibrate, calibrations, later, state: () => store.getState() };
}

/** Reading and keeping take some turns. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('every calibration is kept, newest first, and is there again after a reload, bit for bit', async () => {
  const { kept, storage } = memory();
  const { calibrate, later, state } = setUp(storage);
  const first = await calibrate(surface);
  later(5000);
  const second = await calibrate(dearer, 'vega');
  expect(state().entries.map(({ saved }) => saved.calibration)).toEqual([
    second.calibration,
    first.calibration,
  ]);
  expect(kept.size).toBe(2);
  const again = setUp(storage);
  await again.state().load();
  expect(again.state().entries).toEqual(state().entries);
});

test('what was asked before in a row is shown, not kept again; nor is a kept one that is opened', async () => {
  const { calibrate, calibrations, later, state } = setUp(memory().storage);
  const first = await calibrate(surface);
  later(5000);
  await calibrate(surface);
  expect(state().entries).toHaveLength(1);
  await calibrate(surface, 'vega');
  await calibrate(surface);
  expect(state().entries).toHaveLength(2);
  expect(state().current).toBe(state().entries[1]?.id);
  later(5000);
  await calibrate(dearer);
  calibrations.setState({ outcome: { ...first } });
  await settled();
  expect(state().entries).toHaveLength(3);
});

test('the sample that a visit opens on is kept once, in however many visits', async () => {
  const { storage } = memory();
  const { calibrate, later } = setUp(storage);
  await calibrate(surface);
  later(5000);
  await calibrate(dearer);
  const again = setUp(storage);
  await again.calibrate(surface);
  expect(again.state().entries).toHaveLength(2);
  await again.calibrate(dearer, 'vega');
  await again.calibrate(surface);
  // Asked for by the analyst, after other quotes: that is a calibration of its own.
  expect(again.state().entries).toHaveLength(4);
});

test('of edits in quick succession the last is kept, unless one was pinned', async () => {
  const { kept, storage } = memory();
  const { calibrate, later, state } = setUp(storage);
  await calibrate(surface);
  later(5000);
  await calibrate(dearer);
  later(500);
  await calibrate(dearest);
  expect(state().entries.map(({ saved }) => saved.surface)).toEqual([dearest, surface]);
  expect(kept.size).toBe(2);
  state().pin(state().entries[0]!.id, true);
  later(500);
  await calibrate(dearer);
  expect(state().entries).toHaveLength(3);
});

test('an entry is named by its sample and what was typed since', async () => {
  const { calibrate, state } = setUp(memory().storage);
  await calibrate(surface);
  await calibrate(dearer);
  expect(state().entries.map(({ name }) => name)).toEqual(['Index, 1 price edited', 'Index']);
});

test('entries are named, pinned, removed and brought back', async () => {
  const { kept, storage } = memory();
  const { calibrate, state } = setUp(storage);
  await calibrate(surface);
  const { id } = state().entries[0]!;
  state().rename(id, '  Monday ');
  state().rename(id, ' ');
  state().pin(id, true);
  await settled();
  const [entry] = state().entries;
  expect(entry).toMatchObject({ name: 'Monday', pinned: true });
  expect(JSON.parse(kept.get(id)!)).toMatchObject({ name: 'Monday', pinned: true });
  state().remove([id]);
  await settled();
  expect([state().entries.length, kept.size]).toEqual([0, 0]);
  state().bringBack();
  state().bringBack();
  await settled();
  expect(state().entries).toEqual([entry]);
  expect(kept.size).toBe(1);
});

test('what a file holds is added once, under the ids it has', async () => {
  const { calibrate, state } = setUp(memory().storage);
  await calibrate(surface);
  const items = state().entries.map(itemOf);
  expect(state().add(items)).toMatchObject({ added: 0, entries: state().entries });
  const other = setUp(memory().storage);
  expect(other.state().add([...items, ...items]).added).toBe(1);
  expect(other.state().entries).toEqual(state().entries);
});

test('what another tab deletes goes here too; what it adds comes', async () => {
  const { kept, storage } = memory();
  const one = setUp(storage);
  await one.calibrate(surface);
  const two = setUp(storage);
  await two.state().load();
  two.state().remove([...kept.keys()]);
  two.state().add([{ ...itemOf(one.state().entries[0]!), id: 'other' }]);
  await settled();
  await one.state().load();
  expect(one.state().entries.map(({ id }) => id)).toEqual(['other']);
});

test.each([
  ['QuotaExceededError', 'full'],
  ['SecurityError', 'until the page is closed'],
])(
  'a storage that fails with %s leaves a history of this visit, and says so',
  async (name, said) => {
    const broken = () => Promise.reject(Object.assign(new Error('no'), { name }));
    const { calibrate, state } = setUp({ ...memory().storage, put: broken });
    await calibrate(surface);
    expect(state().entries).toHaveLength(1);
    expect(state().troubles.join(' ')).toContain(said);
  },
);

test('the oldest unpinned go where there are too many, from the storage too', async () => {
  const { kept, storage } = memory();
  const { state } = setUp(storage);
  const item = itemOf(importedEntry(savedCalibration(someOutcome(surface), origin), new Date(0)));
  const items = Array.from({ length: MOST_ENTRIES + 2 }, (_, i) => ({
    ...item,
    id: `n${i}`,
    at: new Date(i).toISOString(),
    pinned: i === 0,
  }));
  state().add(items);
  const ids = state().entries.map(({ id }) => id);
  expect(ids).toHaveLength(MOST_ENTRIES + 1);
  expect(ids).toContain('n0');
  expect(ids).not.toContain('n1');
  await expect.poll(() => kept.size).toBe(MOST_ENTRIES + 1);
  state().add([{ ...item, id: 'newer', at: new Date(1000).toISOString() }]);
  await expect.poll(() => kept.has('n2')).toBe(false);
  expect([...kept.keys()].sort()).toEqual(
    state()
      .entries.map(({ id }) => id)
      .sort(),
  );
});

test('a damaged entry does not hide the others, and is counted', async () => {
  const { kept, storage } = memory();
  const { calibrate } = setUp(storage);
  await calibrate(surface);
  kept.set('bad', '{"surface":');
  const again = setUp(storage);
  await again.state().load();
  expect(again.state().entries).toHaveLength(1);
  expect(again.state().troubles.join(' ')).toContain('One kept calibration could not be read');
});
