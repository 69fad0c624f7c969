import { expect, test, vi } from 'vitest';
import { createStores } from '../create-stores.ts';
import { samples } from '../features/import/example-samples.ts';
import { unconnected } from '../state/connection.fixture.ts';
import { type Command, commandGroups, isAvailable } from './command.ts';
import { allCommands } from './commands.ts';
import { chordOf } from './keys.ts';
import type { Page, Region } from './page.ts';

const never = new Promise<never>(() => {});

function desk(copied = true) {
  const stores = createStores(never, unconnected(), { choice: 'auto' });
  const went: Region[] = [];
  const page: Page = {
    goTo: (region) => void went.push(region),
    openFile: vi.fn(),
    copy: vi.fn(async () => copied),
  };
  const commands = allCommands(stores, page);
  const command = (id: string): Command => commands.find((each) => each.id === id)!;
  return { stores, page, went, commands, command };
}

test('commands have names of their own, keys of their own, and a known group', () => {
  const { commands } = desk();
  expect(commands.length).toBeGreaterThan(40);
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
  const chords = commands
    .flatMap(({ keys }) => keys ?? [])
    .map((keys) => JSON.stringify(chordOf(keys)));
  expect(new Set(chords).size).toBe(chords.length);
  expect(commands.every(({ group }) => commandGroups.includes(group))).toBe(true);
});

test('a group stands together, in the order of the groups', () => {
  const order = desk().commands.map(({ group }) => commandGroups.indexOf(group));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('what needs an answer, a step back or spreads is not offered without', () => {
  const { command, stores } = desk();
  const open = () =>
    ['export', 'compare', 'what-if', 'undo', 'redo', 'fit-by-spread'].filter((id) =>
      isAvailable(command(id)),
    );
  expect(open()).toEqual([]);
  expect(isAvailable(command('calibrate'))).toBe(true);
  expect(isAvailable(command('cancel'))).toBe(true);
  command('cancel').run();
  expect(isAvailable(command('cancel'))).toBe(false);
  stores.surfaces.getState().edit([['spot', '101']]);
  expect(open()).toEqual(['undo']);
  command('undo').run();
  expect(open()).toEqual(['redo']);
  stores.surfaces.getState().edit([['spot', '-1']]);
  expect(isAvailable(command('calibrate'))).toBe(false);
});

test('maturities end at the first and the last', () => {
  const { command, stores } = desk();
  const { view } = stores;
  for (let i = 0; i < 20; i++)
    if (isAvailable(command('maturity-next'))) command('maturity-next').run();
  expect(view.getState().maturity).toBe(9);
  for (let i = 0; i < 20; i++)
    if (isAvailable(command('maturity-previous'))) command('maturity-previous').run();
  expect(view.getState().maturity).toBe(0);
});

test('the grid’s views go round', () => {
  const { command, stores } = desk();
  const seen = Array.from({ length: 5 }, () => {
    command('grid-next').run();
    return stores.view.getState().gridView;
  });
  expect(seen).toEqual(['volatility', 'timeValue', 'residual', 'price', 'volatility']);
});

test('a choice says whether it is the one', () => {
  const { command, stores } = desk();
  expect(command('model-VarianceGamma').chosen?.()).toBe(true);
  command('model-CGMY').run();
  expect(command('model-VarianceGamma').chosen?.()).toBe(false);
  expect(stores.calibrations.getState().model.name).toBe('CGMY');
  command('theme-dark').run();
  expect(stores.view.getState().theme).toBe('dark');
  expect(command('theme-dark').chosen?.()).toBe(true);
});

test('every sample comes with the model that made it', () => {
  const { command, stores } = desk();
  for (const { id, model, title } of samples) {
    command(`sample-${id}`).run();
    expect(stores.calibrations.getState().model.name).toBe(model);
    expect(stores.surfaces.getState().document.origin.title).toContain(title);
  }
});

test('each place is opened or gone to', () => {
  const { command, stores, page, went } = desk();
  const overlays = ['import', 'batch', 'export', 'share', 'history', 'compare'];
  for (const id of [...overlays, 'palette', 'shortcuts', 'glossary', 'settings', 'console']) {
    command(id).run();
    expect(stores.view.getState().overlay).toBe(id);
  }
  for (const id of ['go-grid', 'go-parameters', 'go-plots', 'go-bar']) command(id).run();
  expect(went).toEqual(['grid', 'parameters', 'plots', 'bar']);
  command('open-file').run();
  expect(page.openFile).toHaveBeenCalledOnce();
});

test.each([
  [true, /on the clipboard/],
  [false, /not allowed/],
])('a copy says what came of it (%s)', async (copied, said) => {
  const { command, stores, page } = desk(copied);
  command('copy-surface').run();
  expect(page.copy).toHaveBeenCalledWith(expect.stringContaining('strike\\maturity'));
  await vi.waitFor(() => expect(stores.view.getState().said).toMatch(said));
});
