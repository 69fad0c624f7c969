import { expect, it, vi } from 'vitest';
import type { VersionState } from '../../api/new-version.ts';
import { createVersionStore } from './version-store.ts';

function page(isKept: boolean) {
  const take = vi.fn();
  const reload = vi.fn();
  let tell: (state: VersionState) => void = () => {};
  const store = createVersionStore({
    watch: async (onState) => {
      tell = onState;
      return isKept ? { take } : undefined;
    },
    reload,
  });
  return { store, take, reload, tell: (state: VersionState) => tell(state) };
}

it('takes the version that is ready when asked, once', async () => {
  const { store, take, reload, tell } = page(true);
  tell('ready');
  expect(store.getState()).toMatchObject({ phase: 'ready', isTaking: false });
  store.getState().take();
  store.getState().take();
  await vi.waitFor(() => expect(take).toHaveBeenCalledOnce());
  expect(reload).not.toHaveBeenCalled();
});

it('reloads where another tab has taken it', async () => {
  const { store, take, reload, tell } = page(true);
  tell('changed');
  store.getState().take();
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  expect(take).not.toHaveBeenCalled();
});

it('is put off until there is something else to tell', () => {
  const { store, tell } = page(true);
  tell('ready');
  store.getState().putOff();
  expect(store.getState().isPutOff).toBe(true);
  tell('changed');
  expect(store.getState()).toMatchObject({ phase: 'changed', isPutOff: false });
});
