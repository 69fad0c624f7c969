/**
 * Trains a model's network by its committed recipe and writes it to public/networks/.
 * Usage: npm run train -- --model CGMY [--fresh]
 * An interrupted training goes on where it stopped; --fresh starts again.
 */
import '@tensorflow/tfjs-backend-wasm';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { findModel, models } from '../src/levy/models.ts';
import { networkLogMoneyness, networkMaturity } from '../src/network/network-grid.ts';
import { featureTable } from '../src/training/feature-table.ts';
import { recipeFor } from '../src/training/recipe.ts';
import { checkpointFile, trainingData, writeNetwork } from '../src/training/store.ts';
import { fitOutputScaler, trainEpochs } from '../src/training/train.ts';
import { fitInputScaler } from '../src/training/whitening.ts';

const { values: options } = parseArgs({
  options: { model: { type: 'string' }, fresh: { type: 'boolean', default: false } },
});
const model = findModel(options.model ?? '');
if (!model) {
  console.error(`--model must be one of ${models.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const recipe = recipeFor(model);
const started = performance.now();
const minutes = () => ((performance.now() - started) / 60_000).toFixed(1);
const say = (text: string) => console.log(`${minutes()} min  ${text}`);

await tf.setBackend('wasm');
await tf.ready();
say(`${model.name}: ${recipe.samples} surfaces, ${recipe.epochs} epochs, ${tf.getBackend()}`);
const data = trainingData(model, recipe, (done) => {
  if (done % 20_000 === 0) say(`priced ${done} of ${recipe.samples} surfaces`);
});
const table = featureTable(recipe.floor);
const inputs = fitInputScaler(data, table, recipe);
const outputs = fitOutputScaler(model, data, recipe);
say('features scaled');

const checkpoints = checkpointFile(model, recipe);
const from = options.fresh ? undefined : checkpoints.read();
if (from) say(`going on after epoch ${from.epoch}`);
const epochs = trainEpochs({ model, recipe, data, table, inputs, outputs, ...(from && { from }) });
let next = epochs.next();
while (!next.done) {
  const { loss, checkpoint } = next.value;
  checkpoints.write(checkpoint);
  say(`epoch ${checkpoint.epoch} of ${recipe.epochs}: loss ${loss.toExponential(3)}`);
  next = epochs.next();
}

const cells = Array.from(networkLogMoneyness, (_, cell) => cell);
writeNetwork({
  card: {
    format: 1,
    model: model.name,
    layers: [recipe.components, ...recipe.hidden, model.coordinates.labels.length],
    input: {
      floor: recipe.floor,
      logMoneyness: [...networkLogMoneyness],
      maturities: cells.map(networkMaturity),
    },
    output: { labels: model.coordinates.labels, ...outputs },
    weights: { file: '', bytes: 0, sha256: '' },
    ranges: Object.fromEntries(model.parameters.map(({ key, range }) => [key, range])),
    accuracy: null,
    recipe,
    date: new Date().toISOString().slice(0, 10),
  },
  inputMean: inputs.mean,
  projection: inputs.projection,
  variables: next.value,
});
say(`written to public/networks/${model.name}; npm run evaluate -- --model ${model.name} next`);
