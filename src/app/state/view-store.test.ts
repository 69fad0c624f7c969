import { expect, test } from 'vitest';
import type { EngineStatus } from '../../calibration/worker/status.ts';
import { decimalMark } from '../format/decimal-mark.ts';
import { createEngineStore } from './engine-store.ts';
import { createSurfaceStore } from './surface-store.ts';
import { createViewStore } from './view-store.ts';

const grid = (rows: number, columns: number) => ({
  strikes: Array.from({ length: rows }, (_, i) => 90 + i),
  maturities: Array.from({ length: columns }, (_, i) => 1 + i),
  prices: new Array<number>(rows * columns).fill(1),
  spot: 100,
  rate: 0,
  dividendYield: 0,
});
const origin = { title: '', notes: [] };
const surfaces = () => createSurfaceStore(grid(20, 10), origin);

const storage = (kept: string | null) => ({ read: () => kept, write: () => undefined });

test('a cell that becomes active chooses its maturity; a strike does not', () => {
  const view = createViewStore(storage(null), surfaces(), 2);
  view.getState().activate({ row: 3, column: 5 });
  expect(view.getState().maturity).toBe(5);
  view.getState().activate({ row: 3, column: -1 });
  expect(view.getState().maturity).toBe(5);
});

test('a smaller surface takes cell and maturity inside it', () => {
  const store = surfaces();
  const view = createViewStore(storage(null), store, 2);
  view.getState().activate({ row: 19, column: 9 });
  view.getState().hover({ strike: 19, maturity: 9 });
  store.getState().replace(grid(5, 1), origin);
  expect(view.getState()).toMatchObject({ active: { row: 4, column: 0 }, maturity: 0 });
  expect(view.getState().hovered).toBeUndefined();
});

test('a range grows from the active cell, stays where the focus walks in it and ends elsewhere', () => {
  const store = surfaces();
  const view = createViewStore(storage(null), store);
  const state = () => view.getState();
  const at = (row: number, column: number) => ({ row, column });
  state().jump(at(2, 2));
  state().extend(at(4, 3));
  expect(state().range).toEqual({ anchor: at(2, 2), head: at(4, 3) });
  expect(state().active).toEqual(at(2, 2));
  state().step(at(3, 3));
  state().activate(at(3, 2));
  expect(state().range).toBeDefined();
  state().extend(at(-1, -1));
  expect(state().range).toEqual({ anchor: at(2, 2), head: at(0, 0) });
  state().extend(at(2, 2));
  expect(state().range).toBeUndefined();
  state().extend(at(5, 5));
  state().activate(at(6, 6));
  expect(state().range).toBeUndefined();
});

test('selecting takes the focus into what is selected; another grid ends it', () => {
  const store = surfaces();
  const view = createViewStore(storage(null), store);
  const all = { anchor: { row: 0, column: 0 }, head: { row: 19, column: 9 } };
  view.getState().jump({ row: 4, column: -1 });
  const { focusRequests } = view.getState();
  view.getState().select(all);
  expect(view.getState()).toMatchObject({ active: all.anchor, range: all });
  expect(view.getState().focusRequests).toBe(focusRequests + 1);
  store.getState().replace(grid(5, 1), origin);
  expect(view.getState().range).toBeUndefined();
});

test('what is kept as the theme is believed only if it is one', () => {
  expect(createViewStore(storage('dark'), surfaces()).getState().theme).toBe('dark');
  expect(createViewStore(storage('<b>'), surfaces()).getState().theme).toBe('system');
});

test('numbers are written as chosen, and that is kept', () => {
  const kept = new Map<string, string>([['numbers', ',']]);
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  };
  const view = createViewStore(memory, surfaces());
  expect(view.getState()).toMatchObject({ numbers: ',', mark: ',' });
  expect(decimalMark()).toBe(',');
  view.getState().chooseNumbers('.');
  expect(decimalMark()).toBe('.');
  expect(kept.get('numbers')).toBe('.');
  expect(createViewStore(storage('1'), surfaces()).getState().numbers).toBe('system');
});

test('the words on each area are shown on the first visit, and when asked for', () => {
  const kept = new Map<string, string>();
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  };
  expect(createViewStore(memory, surfaces()).getState().hints).toBe(true);
  const second = createViewStore(memory, surfaces());
  expect(second.getState().hints).toBe(false);
  second.getState().showHints(true);
  expect(second.getState().hints).toBe(true);
});

test('the glossary opens at a term, and at its beginning otherwise', () => {
  const view = createViewStore(storage(null), surfaces());
  view.getState().explain('Vega');
  expect(view.getState()).toMatchObject({ overlay: 'glossary', term: 'Vega' });
  view.getState().open('glossary');
  expect(view.getState().term).toBeUndefined();
});

test('the engine’s status is mirrored, and a new backend calibrates again', async () => {
  let status: EngineStatus = { phase: 'starting', choice: 'auto', trials: [] };
  let tell = () => {};
  let chosen = 0;
  const engine = {
    status: () => status,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => {};
    },
    choose: (choice: string) =>
      choice === 'webgpu' ? Promise.reject(new Error()) : Promise.resolve(),
  };
  const store = createEngineStore(Promise.resolve(engine), 'auto', undefined, () => {
    chosen++;
  });
  expect(store.getState().status.phase).toBe('starting');
  await Promise.resolve();
  status = { ...status, phase: 'ready', backend: 'wasm' };
  tell();
  expect(store.getState().status.backend).toBe('wasm');
  store.getState().choose('webgpu');
  store.getState().choose('cpu');
  await new Promise((resolve) => setTimeout(resolve));
  expect(chosen).toBe(1);
});
