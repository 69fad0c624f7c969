/**
 * Trains a model's network by its committed recipe and writes it to public/networks/.
 * Usage: npm run train -- --model CGMY [--seed 1] [--fresh]
 * An interrupted training goes on where it stopped, and a finished one has only its errors learnt
 * again; --fresh starts from nothing, which a change of the code asks for. Another --seed gives
 * another network by the same recipe, written to .cache/networks/ instead.
 */
import '@tensorflow/tfjs-backend-wasm';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { findModel, models } from '../src/levy/models.ts';
import { trainNetwork } from '../src/training/learning/train-network.ts';
import { recipeFor } from '../src/training/recipe.ts';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string' },
    seed: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});
const model = findModel(options.model ?? '');
const seed = options.seed === undefined ? undefined : Number(options.seed);
if (!model || (seed !== undefined && !Number.isInteger(seed))) {
  const names = models.map(({ name }) => name).join(', ');
  console.error(`--model must be one of ${names}; --seed a whole number.`);
  process.exit(2);
}

const started = performance.now();
const say = (text: string) => {
  const minutes = (performance.now() - started) / 60_000;
  console.log(`${minutes.toFixed(1)} min  ${text}`);
};
await tf.setBackend('wasm');
await tf.ready();
const recipe = recipeFor(model);
const folder = await trainNetwork(
  model,
  seed === undefined ? recipe : { ...recipe, seed },
  options.fresh,
  say,
);
say(`written to ${folder}`);
