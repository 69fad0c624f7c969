/**
 * Compares short trainings of a model's recipe with one thing changed at a time: what
 * docs/networks.md rests its choices on. Takes about half a minute a variant.
 * Usage: npm run compare -- --model CGMY [--json]
 */
import '@tensorflow/tfjs-backend-wasm';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { findModel, models } from '../src/levy/models.ts';
import { compared, variantTrainer } from '../src/training/evaluation/comparison.ts';
import { variantsOf } from '../src/training/evaluation/variants.ts';
import { recipeFor } from '../src/training/recipe.ts';

const { values: options } = parseArgs({
  options: { model: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const model = findModel(options.model ?? '');
if (!model) {
  console.error(`--model must be one of ${models.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
await tf.setBackend('wasm');
await tf.ready();
const recipe = recipeFor(model);
const train = variantTrainer(model, recipe);
if (!options.json) {
  console.log('mean error of the parameters in % of their range, on 1,000 held-out surfaces\n');
  console.log(`| ${model.title} | ${compared.join(' | ')} |`);
  console.log(`|---|${compared.map(() => '---:|').join('')}`);
}
const results: object[] = [];
for (const variant of variantsOf(model, recipe)) {
  const errors = await train(variant);
  results.push({ variant: variant.name, errors: Object.fromEntries(errors) });
  const shown = compared.map((name) => (100 * (errors.get(name) ?? Number.NaN)).toPrecision(3));
  if (!options.json) console.log(`| ${variant.name} | ${shown.join(' | ')} |`);
}
if (options.json) console.log(JSON.stringify({ model: model.name, results }));
