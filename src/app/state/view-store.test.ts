import { expect, test } from 'vitest';
import type { EngineStatus } from '../../calibration/worker/status.ts';
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

test('what is kept as the theme is believed only if it is one', () => {
  expect(createViewStore(storage('dark'), surfaces()).getState().theme).toBe('dark');
  expect(createViewStore(storage('<b>'), surfaces()).getState().theme).toBe('system');
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
  const transport = Promise.resolve('in-process' as const);
  const store = createEngineStore(Promise.resolve(engine), 'auto', transport, undefined, () => {
    chosen++;
  });
  expect(store.getState().status.phase).toBe('starting');
  await transport;
  status = { ...status, phase: 'ready', backend: 'wasm' };
  tell();
  expect(store.getState().status.backend).toBe('wasm');
  store.getState().choose('webgpu');
  store.getState().choose('cpu');
  await new Promise((resolve) => setTimeout(resolve));
  expect(chosen).toBe(1);
  expect(store.getState().transport).toBe('in-process');
});
