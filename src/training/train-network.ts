import { availableParallelism } from 'node:os';
import type { LevyModel } from '../levy/model.ts';
import type { Network, NetworkCard } from '../network/network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../network/network-grid.ts';
import { sideBySide } from '../network/side-by-side.ts';
import { COVERAGES, logErrors, trainErrors } from './error-training.ts';
import { featureTable } from './feature-table.ts';
import { inputWidth } from './input-drawing.ts';
import { fitOutputScaler, standardisedTargets } from './output-scaler.ts';
import { measureNetwork, unmeasured } from './own-measure.ts';
import { type Recipe, recipeFor } from './recipe.ts';
import {
  checkpointFile,
  forgetRounds,
  forgetTraining,
  roundInputs,
  trainingData,
  writeNetwork,
} from './store.ts';
import { fitSurfaceFamily } from './surface-family.ts';
import { trainEpochs } from './train.ts';
import { drawInParallel, type OnProgress, priceInParallel } from './workshop.ts';

/** Far from every seed of a recipe's rounds. */
const UNSEEN_SEED = 1_000_000;
/** Surfaces that settle quantiles of every kind. */
const MEASURING = 40_000;

/**
 * A network from nothing, or from where its training was interrupted: prices, surface family,
 * rounds of noise and training, the network of its errors, what it finds familiar. Writes it and
 * returns the folder, relative to the project's.
 * @param fresh whether what an earlier training left in the cache is forgotten first
 */
export async function trainNetwork(
  model: LevyModel,
  recipe: Recipe,
  fresh: boolean,
  say: (text: string) => void,
): Promise<string> {
  const { samples, rounds, epochs } = recipe;
  const progress =
    (what: string): OnProgress =>
    (done, of) =>
      say(`${what}: ${done} of ${of}`);
  const cores = availableParallelism();
  say(`${model.name}: ${samples} surfaces, ${rounds} rounds of ${epochs} epochs, ${cores} cores`);
  if (fresh) forgetTraining(model, recipe);
  const data = await trainingData(model, recipe, progress('priced'));
  const family = fitSurfaceFamily(data, featureTable(recipe.floor), recipe);
  say('surface family fitted');
  const outputs = fitOutputScaler(model, data, recipe);

  // Drawn on all cores before training begins, then on all but one beside it.
  const drawings: Promise<Float32Array>[] = [];
  const draw = (round: number, on: number) => {
    drawings[round] ??= roundInputs(
      model,
      recipe,
      data,
      family,
      round,
      on,
      progress(`round ${round + 1} drawn`),
    );
  };
  const drawing = async (round: number) => {
    draw(round, cores);
    const inputs = await (drawings[round] as Promise<Float32Array>);
    if (round + 1 < rounds) draw(round + 1, Math.max(1, cores - 1));
    return inputs;
  };

  const checkpoints = checkpointFile(model, recipe);
  const from = checkpoints.read();
  if (from) say(`going on after epoch ${from.epoch}`);
  const width = inputWidth(family);
  const targets = standardisedTargets(model, data, outputs);
  const job = { recipe, width, drawing, targets, ...(from && { from }) };
  const training = trainEpochs(job);
  let step = await training.next();
  while (!step.done) {
    const { loss, checkpoint } = step.value;
    checkpoints.write(checkpoint);
    say(`epoch ${checkpoint.epoch} of ${rounds * epochs}: loss ${loss.toExponential(3)}`);
    step = await training.next();
  }
  const variables = step.value;

  const layers = [width, ...recipe.hidden, model.coordinates.labels.length];
  const bounds = COVERAGES.length * model.parameters.length;
  const errorLayers = [width, ...recipe.errors.hidden, bounds];
  const card = newCard(model, recipe, {
    layers,
    errorLayers,
    output: { labels: model.coordinates.labels, ...outputs },
  });
  say('pricing surfaces that the network has not seen, for its errors');
  const unseenOptions = { model, count: recipe.errors.samples, seed: recipe.seed + UNSEEN_SEED };
  const unseen = await priceInParallel(
    { ...unseenOptions, sampling: 'random', margin: 0 },
    progress('priced'),
  );
  const unseenInputs = new Float32Array(recipe.errors.drawings * unseen.count * width);
  for (let n = 0; n < recipe.errors.drawings; n++) {
    const seed = recipe.seed + UNSEEN_SEED + n;
    const drawn = await drawInParallel(
      unseen,
      family,
      recipe.errors.noise,
      seed,
      cores,
      progress('drawn'),
    );
    unseenInputs.set(drawn, n * drawn.length);
  }
  const errors = logErrors(model, { card, layers, variables }, unseenInputs, unseen);
  const errorTraining = trainErrors(unseenInputs, width, errors, recipe);
  let errorStep = errorTraining.next();
  for (let epoch = 1; !errorStep.done; epoch++) {
    say(`errors, epoch ${epoch} of ${recipe.errors.epochs}: loss ${errorStep.value.toFixed(4)}`);
    errorStep = errorTraining.next();
  }
  const both = sideBySide(
    { layers, variables },
    { layers: errorLayers, variables: errorStep.value },
  );
  const network: Network = { card, family, ...both };
  say('pricing surfaces to measure both by');
  const measuring = await priceInParallel(
    { model, count: MEASURING, seed: recipe.seed + 2 * UNSEEN_SEED, sampling: 'random', margin: 0 },
    progress('priced'),
  );
  const measure = measureNetwork(model, network, measuring, recipe);
  say('errors and familiarity measured');
  const committed = recipeFor(model).seed === recipe.seed;
  const folder = writeNetwork(
    { ...card, ...measure },
    family,
    variables,
    errorStep.value,
    committed ? undefined : recipe.seed,
  );
  forgetRounds(model, recipe);
  return folder;
}

function newCard(
  model: LevyModel,
  recipe: Recipe,
  shape: Pick<NetworkCard, 'layers' | 'errorLayers' | 'output'>,
): NetworkCard {
  return {
    format: 2,
    model: model.name,
    ...shape,
    input: {
      floor: recipe.floor,
      scores: recipe.scores,
      logMoneyness: [...networkLogMoneyness],
      maturities: Array.from({ length: CELL_COUNT }, (_, cell) => networkMaturity(cell)),
    },
    ...unmeasured(shape.errorLayers.at(-1) ?? 0),
    weights: { file: '', bytes: 0, sha256: '' },
    ranges: Object.fromEntries(model.parameters.map(({ key, range }) => [key, range])),
    accuracy: null,
    recipe,
    date: new Date().toISOString().slice(0, 10),
  };
}
