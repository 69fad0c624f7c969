import { expect, test } from 'vitest';
import type { EngineStatus } from '../../calibration/worker/status.ts';
import { createEngineStore } from './engine-store.ts';
import { createViewStore } from './view-store.ts';

const storage = (kept: string | null) => ({ read: () => kept, write: () => undefined });

test('a cell that becomes active chooses its maturity; a strike does not', () => {
  const view = createViewStore(storage(null), 2);
  view.getState().activate({ row: 3, column: 5 });
  expect(view.getState().maturity).toBe(5);
  view.getState().activate({ row: 3, column: -1 });
  expect(view.getState().maturity).toBe(5);
});

test('what is kept as the theme is believed only if it is one', () => {
  expect(createViewStore(storage('dark')).getState().theme).toBe('dark');
  expect(createViewStore(storage('<b>')).getState().theme).toBe('system');
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
