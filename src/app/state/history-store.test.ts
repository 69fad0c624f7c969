import { expect, test } from 'vitest';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { someOutcome } from '../exchange/outcome.fixture.ts';
import { createCalibrationStore } from './calibration-store.ts';
import type { HistoryStorage } from './history-storage.ts';
import { createHistoryStore, itemOf } from './history-store.ts';
import { createSurfaceStore } from './surface-store.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
  prices: [13.1, 16.2, 6.9, 10.4, 3, 6.1],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const dearer: Surface = { ...surface, prices: surface.prices.with(0, 13.2) };

function memory(kept = new Map<string, string>()) {
  const storage: HistoryStorage = {
    all: async () => [...kept.values()],
    put: async (id, text) => void kept.set(id, text),
    remove: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
  };
  return { kept, storage };
}

function setUp(storage: HistoryStorage, start = Date.parse('2026-11-23T10:00:00Z')) {
  let time = start;
  const surfaces = createSurfaceStore(surface, { title: 'Index', notes: [] });
  const calibrations = createCalibrationStore(surfaces, varianceGamma, () => new Promise(() => {}));
  const store = createHistoryStore(surfaces, calibrations, storage, () => new Date(time));
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

/** Loading, and the import of what writes entries, take some turns. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

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
  await expect.poll(() => kept.size).toBe(2);
  const again = setUp(storage);
  await settled();
  expect(again.state().entries).toEqual(state().entries);
});

test('the same calibration is not kept twice in a row, nor a kept one that is opened again', async () => {
  const { calibrate, calibrations, later, state } = setUp(memory().storage);
  const first = await calibrate(surface);
  later(5000);
  await calibrate(surface);
  expect(state().entries).toHaveLength(1);
  await calibrate(dearer);
  calibrations.setState({ outcome: { ...first } });
  await settled();
  expect(state().entries).toHaveLength(2);
});

test('of edits in quick succession the last is kept, unless one was pinned', async () => {
  const { kept, storage } = memory();
  const { calibrate, later, state } = setUp(storage);
  await calibrate(surface);
  later(500);
  await calibrate(dearer);
  expect(state().entries.map(({ saved }) => saved.surface)).toEqual([dearer]);
  expect(kept.size).toBe(1);
  state().pin(state().entries[0]!.id, true);
  later(500);
  await calibrate(surface);
  expect(state().entries).toHaveLength(2);
});

test('entries are named, pinned, removed and taken back', async () => {
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
  state().add([itemOf(entry!)]);
  state().add([itemOf(entry!)]);
  await settled();
  expect(state().entries).toEqual([entry]);
  expect(kept.size).toBe(1);
});

test('a storage that fails leaves a history of this visit, and says so', async () => {
  const broken = () => Promise.reject(new Error('blocked'));
  const { calibrate, state } = setUp({ all: broken, put: broken, remove: broken });
  await calibrate(surface);
  expect(state().entries).toHaveLength(1);
  expect(state().trouble).toContain('blocked');
});

test('a damaged entry does not hide the others', async () => {
  const { kept, storage } = memory();
  const { calibrate } = setUp(storage);
  await calibrate(surface);
  kept.set('bad', '{"surface":');
  const again = setUp(storage);
  await settled();
  expect(again.state().entries).toHaveLength(1);
});
