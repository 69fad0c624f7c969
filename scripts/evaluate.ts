/**
 * Held-out accuracy of a committed network.
 * Usage: npm run evaluate -- --model CGMY --samples 20000 --seed 7 [--json] [--write]
 *        npm run evaluate -- --model CGMY --refine [--samples 2000] [--noisy 1000] [--seed 7]
 *          [--objective relative] [--json]
 *        npm run evaluate -- --model CGMY --backends [--samples 2000] [--seed 7] [--json]
 * --write puts the figures in the network's card; --network-seed N takes the network that
 * `npm run train -- --seed N` left in .cache/networks. --refine evaluates least squares from the
 * network's answer instead: on clean surfaces, and on --noisy ones at each of three noises, fitted by
 * --objective. --backends compares every backend, in Chromium, with the float64 network.
 */
import { parseArgs } from 'node:util';
import { objectives } from '../src/calibration/refine/objective.ts';
import { findModel, models } from '../src/levy/models.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { type ConditionAccuracy, evaluate } from '../src/training/evaluation/evaluation.ts';
import {
  evaluateClean,
  evaluateNoisy,
  type NoisyRefinement,
} from '../src/training/evaluation/refinement-evaluation.ts';
import { networkFiles, writeCard } from '../src/training/learning/store.ts';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string' },
    samples: { type: 'string' },
    refine: { type: 'boolean', default: false },
    backends: { type: 'boolean', default: false },
    noisy: { type: 'string', default: '1000' },
    objective: { type: 'string', default: 'relative' },
    seed: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    'network-seed': { type: 'string' },
  },
});
const model = findModel(options.model ?? '');
const isShort = options.refine || options.backends;
const samples = Number(options.samples ?? (isShort ? 2000 : 20_000));
const noisy = Number(options.noisy);
const seed = Number(options.seed);
const networkSeed =
  options['network-seed'] === undefined ? undefined : Number(options['network-seed']);
const objective = objectives.find((name) => name === options.objective);
if (!model || !objective || !(samples > 1) || ![samples, noisy, seed].every(Number.isInteger)) {
  const names = models.map(({ name }) => name).join(', ');
  console.error(
    `--model must be one of ${names}; --samples, --noisy and --seed whole numbers; --objective one of ${objectives.join(', ')}.`,
  );
  process.exit(2);
}

const network = await loadNetwork(model.name, networkFiles(networkSeed));
if (options.refine) await printRefinement();
else if (options.backends) {
  // Brings Vite and Playwright with it.
  const { evaluateBackends } = await import('./evaluate-backends.ts');
  await evaluateBackends(model, network, samples, seed, options.json);
} else printAccuracy();

async function printRefinement(): Promise<void> {
  if (!model || !objective) return;
  const clean = await evaluateClean(model, network, samples, seed);
  const results: NoisyRefinement[] = [];
  const { recovered, iterations, ms } = clean;
  if (!options.json) {
    console.log(
      `${model.title}, ${samples} clean surfaces, seed ${seed}, refined from the network`,
    );
    console.log(`  recovered ${(100 * recovered).toFixed(2)} %`);
    console.log(`  iterations ${iterations.median} (median), ${iterations.largest} (most)`);
    console.log(`  ${ms.median.toFixed(2)} ms (median), ${ms.p99.toFixed(2)} ms (99 %)`);
  }
  for (const quoted of noisy > 0 ? (['calls', 'out of the money'] as const) : []) {
    for (const deviation of [0.01, 0.05, 0.1]) {
      const result = await evaluateNoisy(model, network, noisy, seed, deviation, quoted, objective);
      results.push(result);
      if (!options.json) printNoisy(result);
    }
  }
  if (options.json) console.log(JSON.stringify({ model: model.name, clean, noisy: results }));
}

function printNoisy(result: NoisyRefinement): void {
  const { deviation, options: quoted, parameters, samples: count } = result;
  console.log(
    `\n${count} surfaces, prices of ${quoted === 'calls' ? 'calls' : 'what is out of the money'} with relative noise of ${100 * deviation} %, by ${result.objective}`,
  );
  console.log('                     mean absolute error, there:           95 % intervals');
  console.log('         identified  network   refined   at the bound  with the truth');
  const mean = (of: (parameter: (typeof parameters)[number]) => number) =>
    parameters.reduce((sum, parameter) => sum + of(parameter), 0) / parameters.length;
  const digits = (value: number) => value.toPrecision(3).padEnd(9);
  for (const { label, identified, network: alone, refined, bound, coverage } of parameters) {
    const errors = [alone, refined, bound].map(digits).join(' ');
    console.log(
      `  ${label.padEnd(6)} ${percent(identified).padEnd(11)} ${errors}     ${percent(coverage)}`,
    );
  }
  const all = [mean((p) => p.network), mean((p) => p.refined), mean((p) => p.bound)];
  console.log(`  mean               ${all.map(digits).join(' ')}`);
}

function printAccuracy(): void {
  if (!model) return;
  const run = evaluate(model, network, samples, seed);
  let step = run.next();
  while (!step.done) {
    console.error(step.value);
    step = run.next();
  }
  const evaluation = step.value;
  if (options.write) writeCard({ ...network.card, accuracy: evaluation }, networkSeed);
  if (options.json) {
    console.log(JSON.stringify(evaluation));
    return;
  }
  console.log(`${model.title}, ${samples} held-out surfaces, seed ${seed}`);
  for (const condition of evaluation.conditions) print(condition);
  console.log('\nunfamiliarity, area under the curve     against clean   against noisy surfaces');
  for (const { against, auc, aucNoisy } of evaluation.unfamiliarity) {
    console.log(`  ${against.padEnd(38)} ${auc.toFixed(4).padEnd(15)} ${aucNoisy.toFixed(4)}`);
  }
}

function print({ condition, parameters, coordinates, repricing }: ConditionAccuracy): void {
  console.log(`\n${condition}`);
  for (const { label, r2, mae, bound, coverage68, coverage95 } of parameters) {
    const atBound = bound === undefined ? '' : `, at the bound ${bound.toPrecision(3)}`;
    const [within68, within95] = [percent(coverage68), percent(coverage95)];
    console.log(
      `  ${label.padEnd(5)} R² ${r2.toFixed(6)}   mean absolute error ${mae.toPrecision(3)}${atBound}   within its 68 and 95 %: ${within68}, ${within95}`,
    );
  }
  const own = parameters.map(({ label }) => label);
  for (const { label, r2, mae } of coordinates.filter((c) => !own.includes(c.label))) {
    console.log(
      `  ${label.padEnd(5)} R² ${r2.toFixed(6)}   mean absolute error ${mae.toPrecision(3)}`,
    );
  }
  const average = parameters.reduce((sum, { mae }) => sum + mae, 0) / parameters.length;
  console.log(`  mean of the parameters' errors ${average.toPrecision(3)}`);
  const { median, p95 } = repricing;
  console.log(`  repricing RMSE ${median.toFixed(1)} bp (median), ${p95.toFixed(1)} bp (95 %)`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
