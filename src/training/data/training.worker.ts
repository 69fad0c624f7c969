import { workerData } from 'node:worker_threads';
import { findModel } from '../../levy/models.ts';
import { fillDataset } from './dataset.ts';
import { featureTable } from './feature-table.ts';
import { drawInputs } from './input-drawing.ts';
import type { WorkerTask } from './parallel.ts';

/** One part of pricing or drawing, on a core of its own: see `workshop.ts`. */

const task = workerData as WorkerTask;
const count = () => Atomics.add(task.done, 0, 1);
if (task.kind === 'price') {
  const model = findModel(task.model);
  if (!model) throw new RangeError(`No model is called ${task.model}.`);
  fillDataset({ ...task.options, model, onPriced: count }, task.data, task.part);
} else {
  drawInputs(task, featureTable(task.family.floor), task.out, task.part, count);
}
