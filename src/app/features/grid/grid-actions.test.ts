import { expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { createSurfaceStore } from '../../state/surface-store.ts';
import { createViewStore } from '../../state/view-store.ts';
import { cellFaces } from './cell-faces.ts';
import { createGridActions, type Editing } from './grid-actions.ts';
import { pasteIntoGrid } from './paste-into-grid.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1, 1.5],
  prices: [13, 16, 18, 7, 10, 11, 3, 6, 8],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const at = (row: number, column: number) => ({ row, column });

function setUp() {
  const surfaces = createSurfaceStore(surface, { title: '', notes: [] });
  const view = createViewStore({ read: () => null, write: () => undefined }, surfaces);
  const editor: { at?: Editing | undefined } = {};
  const shown = () => {
    const { document } = surfaces.getState();
    const { gridView } = view.getState();
    return { document, view: gridView, faces: cellFaces(gridView, document.surface, undefined) };
  };
  const actions = createGridActions({ surfaces, view }, shown, (editing) => {
    editor.at = editing;
  });
  const prices = () => surfaces.getState().document.surface.prices;
  const steps = () => surfaces.getState().past.length;
  const key = (pressed: string, control = false) => ({ key: pressed, control, shift: false });
  return { surfaces, view, editor, actions, prices, steps, key };
}

test('fill, clear and cut are each one step of undo', () => {
  const { surfaces, view, actions, prices, steps } = setUp();
  view.getState().jump(at(0, 0));
  view.getState().extend(at(2, 1));
  actions.run({ does: 'fillDown' });
  expect(prices()).toEqual([13, 16, 18, 13, 16, 11, 13, 16, 8]);
  actions.run({ does: 'fillRight' });
  expect(prices()).toEqual([13, 13, 18, 13, 13, 11, 13, 13, 8]);
  expect(steps()).toBe(2);
  view.getState().extend(at(0, 1));
  expect(actions.cut()).toBe('13\t13');
  expect(prices().slice(0, 2)).toEqual([undefined, undefined]);
  surfaces.getState().undo();
  surfaces.getState().undo();
  surfaces.getState().undo();
  expect(prices()).toBe(surface.prices);
});

test('a step in which nothing changes is none', () => {
  const { actions, view, steps } = setUp();
  view.getState().jump(at(0, 0));
  actions.run({ does: 'fillDown' });
  view.getState().showGrid('residual');
  actions.run({ does: 'clear' });
  expect(steps()).toBe(0);
});

test('a volatility typed sets the price; one opened and kept changes nothing', () => {
  const { actions, view, editor, prices, steps, key } = setUp();
  view.getState().showGrid('volatility');
  actions.edit(at(1, 1));
  const opened = editor.at?.text ?? '';
  expect(Number(opened)).toBeCloseTo(18.7, 0);
  expect(actions.leave(at(1, 1), opened, key('Enter'))).toBe(true);
  expect(steps()).toBe(0);
  expect(view.getState().active).toEqual(at(2, 1));
  actions.close(at(1, 1), '18,5');
  expect(prices()[4]).toBeGreaterThan(9);
  actions.edit(at(1, 1));
  expect(Number(editor.at?.text)).toBeCloseTo(18.5, 10);
});

test('what is no number opens no editor where nothing can be typed', () => {
  const { actions, view, editor } = setUp();
  view.getState().showGrid('residual');
  actions.run({ does: 'type', text: '7' });
  expect(editor.at).toBeUndefined();
  view.getState().jump(at(0, -1));
  actions.run({ does: 'type', text: '7' });
  expect(editor.at).toEqual({ address: at(0, -1), text: '7' });
});

test('Tab goes round the selection, Ctrl+Enter types into all of it', () => {
  const { actions, view, prices, steps, key } = setUp();
  view.getState().jump(at(0, 0));
  view.getState().extend(at(1, 1));
  actions.leave(at(0, 0), '14', key('Tab'));
  actions.leave(at(0, 1), '17', key('Tab'));
  expect(view.getState().active).toEqual(at(1, 0));
  expect(view.getState().range).toBeDefined();
  expect(actions.leave(at(1, 0), '5', key('Enter', true))).toBe(true);
  expect(prices()).toEqual([5, 5, 18, 5, 5, 11, 3, 6, 8]);
  expect(steps()).toBe(3);
  expect(actions.leave(at(1, 0), '5', key('c', true))).toBe(false);
  actions.leave(at(1, 0), '6', key('ArrowDown'));
  expect(view.getState().range).toBeUndefined();
});

test('what is copied pastes back, and selects what it filled', () => {
  const { surfaces, view, actions, prices, steps } = setUp();
  view.getState().jump(at(0, 0));
  view.getState().extend(at(0, 1));
  const copied = actions.copy();
  view.getState().jump(at(2, 1));
  expect(pasteIntoGrid(copied, at(2, 1), { surfaces, view })).toBe(true);
  expect(prices().slice(7)).toEqual([13, 16]);
  expect(view.getState().range).toEqual({ anchor: at(2, 1), head: at(2, 2) });
  expect(steps()).toBe(1);
  view.getState().showGrid('residual');
  expect(pasteIntoGrid('7', at(2, 1), { surfaces, view })).toBe(true);
  expect(surfaces.getState().rejection?.title).toBe('Nothing was pasted.');
  expect(pasteIntoGrid('no number', at(2, 1), { surfaces, view })).toBe(false);
});
