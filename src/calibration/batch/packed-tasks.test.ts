import { expect, test } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { batchPool } from './batch-pool.ts';
import { packTasks, unpackTasks } from './packed-tasks.ts';

const task = (size: number) => ({
  model: 'CGMY',
  surface: { ...contractGrid, prices: Array.from({ length: size }, (_, i) => i || undefined) },
});

test('tasks come out as they were packed', () => {
  const tasks = [task(200), task(200)];
  expect(unpackTasks(packTasks(tasks))).toEqual(tasks);
});

test.each([199, 201])('a surface of %i prices on a grid of 200 is not packed', async (size) => {
  const tasks = [task(200), task(size), task(200)];
  expect(() => packTasks(tasks)).toThrow(RangeError);
  // The pool goes on to work.
  const pool = batchPool(1, ({ onAnswer }) => ({
    post: ({ tasks: { length } }) => onAnswer({ answers: Array(length).fill({ error: 'none' }) }),
    end: () => {},
  }));
  await expect(pool.calibrate(tasks)).rejects.toThrow(RangeError);
  expect(await pool.calibrate([task(200)])).toHaveLength(1);
});
