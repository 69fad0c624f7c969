import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SurfaceFamily } from '../../network/denoiser.ts';
import type { NoiseRecipe } from '../recipe.ts';
import { type Dataset, type DatasetOptions, emptyDataset, type Part } from './dataset.ts';
import { emptyInputs } from './input-drawing.ts';

/** What a training worker is asked; arrays are in shared memory and models go by their name. */
export type WorkerTask =
  | {
      readonly kind: 'price';
      readonly model: string;
      readonly options: Omit<DatasetOptions, 'model' | 'onPriced'>;
      readonly data: Dataset;
      readonly part: Part;
      readonly done: Int32Array;
    }
  | {
      readonly kind: 'draw';
      readonly data: Dataset;
      readonly family: SurfaceFamily;
      readonly noise: NoiseRecipe;
      readonly seed: number;
      readonly out: Float32Array;
      readonly part: Part;
      readonly done: Int32Array;
    };

export type OnProgress = (done: number, of: number) => void;

const PROGRESS_MS = 5000;

/** The surfaces of `options`, priced on all cores. */
export async function priceInParallel(
  options: DatasetOptions,
  onProgress: OnProgress,
): Promise<Dataset> {
  const { model, onPriced: _, ...rest } = options;
  const data = emptyDataset(options.count, model.parameters.length);
  await inParallel(availableParallelism(), options.count, onProgress, (part, done) => ({
    kind: 'price',
    model: model.name,
    options: rest,
    data,
    part,
    done,
  }));
  return data;
}

/** One drawing of noise for every surface: network inputs, a row each. */
export async function drawInParallel(
  data: Dataset,
  family: SurfaceFamily,
  noise: NoiseRecipe,
  seed: number,
  cores: number,
  onProgress: OnProgress,
): Promise<Float32Array> {
  const out = emptyInputs(data.count, family);
  await inParallel(cores, data.count, onProgress, (part, done) => ({
    kind: 'draw',
    data,
    family,
    noise,
    seed,
    out,
    part,
    done,
  }));
  return out;
}

async function inParallel(
  cores: number,
  count: number,
  onProgress: OnProgress,
  taskOf: (part: Part, done: Int32Array) => WorkerTask,
): Promise<void> {
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const timer = setInterval(() => onProgress(Atomics.load(done, 0), count), PROGRESS_MS);
  const workers: Worker[] = [];
  try {
    await Promise.all(
      Array.from({ length: cores }, (_, index) => {
        const workerData = taskOf({ index, of: cores }, done);
        const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { workerData });
        workers.push(worker);
        return new Promise<void>((resolve, reject) => {
          worker.once('error', reject);
          worker.once('exit', (code) => {
            if (code === 0) resolve();
            else reject(new Error(`A training worker ended with code ${code}.`));
          });
        });
      }),
    );
  } finally {
    clearInterval(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
