import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { models } from '../../levy/models.ts';
import { surface } from './calibration-store.fixture.ts';
import { createCalibrationStore } from './calibration-store.ts';
import type { Desk } from './desk.ts';
import { keepDesk } from './desk-keeper.ts';
import { createDeskStore, type DeskTrouble } from './desk-store.ts';
import type { DeskWriter } from './desk-writer.ts';
import { createSurfaceStore } from './surface-store.ts';
import { createViewStore } from './view-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const surfaces = createSurfaceStore(surface, { title: '', notes: [] });
  const calibrations = createCalibrationStore(surfaces, models[0]!, () => new Promise(() => {}));
  const view = createViewStore({ read: () => null, write: () => {} }, surfaces);
  const desk = createDeskStore();
  const written: Array<{ desk: Desk; isLast: boolean }> = [];
  let answer: DeskTrouble | undefined;
  const writer: DeskWriter = {
    write: async (each, isLast) => {
      written.push({ desk: each, isLast });
      return answer;
    },
  };
  const open = vi.fn(async () => writer);
  let end = () => {};
  keepDesk({ surfaces, calibrations, view, desk }, open, (mayEnd) => {
    end = mayEnd;
  });
  const type = (text: string) => surfaces.getState().edit([[{ row: 0, column: 0 }, text]]);
  return {
    ...{ surfaces, view, written, open, type },
    end: () => end(),
    answers: (trouble: DeskTrouble | undefined) => {
      answer = trouble;
    },
    trouble: () => desk.getState().trouble,
    note: desk.getState().note,
  };
}

const moment = () => vi.advanceTimersByTimeAsync(300);

test('what is there is written, and changes in a row once', async () => {
  const { type, written, surfaces } = setUp();
  await moment();
  expect(written).toHaveLength(1);
  type('13');
  type('14');
  await moment();
  expect(written).toHaveLength(2);
  expect(written[1]?.desk.document).toBe(surfaces.getState().document);
  expect(written[1]?.desk.past).toHaveLength(2);
  await moment();
  expect(written).toHaveLength(2);
});

test('who types without a pause is kept all the same', async () => {
  const { type, written } = setUp();
  for (let i = 0; i < 20; i++) {
    type(`${i + 1}`);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(written.length).toBeGreaterThan(4);
});

test('a pointer that moves over the grid is no change, another view is', async () => {
  const { view, written } = setUp();
  await moment();
  view.getState().hover({ strike: 0, maturity: 0 });
  await moment();
  expect(written).toHaveLength(1);
  view.getState().showPlot('term');
  await moment();
  expect(written[1]?.desk.view.plotView).toBe('term');
});

test('where the page may end, what is not kept yet is written at once, and nothing else', async () => {
  const { type, end, written } = setUp();
  await moment();
  end();
  expect(written).toHaveLength(1);
  type('14');
  end();
  expect(written.map(({ isLast }) => isLast)).toEqual([false, true]);
  end();
  await moment();
  expect(written).toHaveLength(2);
});

test('trouble is said, and ends when it is over', async () => {
  const { type, answers, trouble } = setUp();
  answers('full');
  type('13');
  await moment();
  expect(trouble()).toBe('full');
  answers(undefined);
  type('14');
  await moment();
  expect(trouble()).toBeUndefined();
});

test('that nothing is kept is said once there is something to lose, and is tried again', async () => {
  const { type, open, trouble, written } = setUp();
  open.mockRejectedValueOnce(new Error('blocked')).mockRejectedValueOnce(new Error('blocked'));
  await moment();
  expect(trouble()).toBeUndefined();
  type('13');
  await moment();
  expect(trouble()).toBe('not-kept');
  type('14');
  await moment();
  expect(written).toHaveLength(1);
  expect(trouble()).toBeUndefined();
});

test('what was lost before stays said while new work is kept', async () => {
  const { type, note, trouble } = setUp();
  note('unreadable');
  type('13');
  await moment();
  expect(trouble()).toBe('unreadable');
});
