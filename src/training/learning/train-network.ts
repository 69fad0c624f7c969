import { availableParallelism } from 'node:os';
import type { LevyModel } from '../../levy/model.ts';
import type { SurfaceFamily } from '../../network/denoiser.ts';
import type { Network, NetworkCard } from '../../network/network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network/network-grid.ts';
import { sideBySide } from '../../network/side-by-side.ts';
import type { Dataset } from '../data/dataset.ts';
import { featureTable } from '../data/feature-table.ts';
import { inputWidth } from '../data/input-drawing.ts';
import { drawInParallel, type OnProgress, priceInParallel } from '../data/parallel.ts';
import { fitSurfaceFamily } from '../data/surface-family.ts';
import { measureNetwork, unmeasured } from '../evaluation/measure-network.ts';
import { type Recipe, recipeFor } from '../recipe.ts';
import { COVERAGES, logErrors, trainErrors } from './error-training.ts';
import { fitOutputScaler, standardisedTargets } from './output-scaler.ts';
import {
  checkpointFile,
  forgetRounds,
  forgetTraining,
  roundInputs,
  trainingData,
  writeNetwork,
} from './store.ts';
import { trainEpochs } from './train.ts';

const CORES = availableParallelism();
/** Far from every seed of a recipe's rounds. */
const UNSEEN_SEED = 1_000_000;
/** Surfaces that settle quantiles of every kind. */
const MEASURING = 40_000;

/** What every step of a training needs. */
interface Job {
  readonly model: LevyModel;
  readonly recipe: Recipe;
  readonly family: SurfaceFamily;
  readonly say: (text: string) => void;
}

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
  say(`${model.name}: ${samples} surfaces, ${rounds} rounds of ${epochs} epochs, ${CORES} cores`);
  if (fresh) forgetTraining(model, recipe);
  const data = await trainingData(model, recipe, progress(say, 'priced'));
  const family = fitSurfaceFamily(data, featureTable(recipe.floor), recipe);
  say('surface family fitted');
  const job: Job = { model, recipe, family, say };
  const outputs = fitOutputScaler(model, data, recipe);
  const width = inputWidth(family);
  const variables = await trainRounds(job, data, standardisedTargets(model, data, outputs));

  const { labels } = model.coordinates;
  const layers = [width, ...recipe.hidden, labels.length];
  const errorLayers = [width, ...recipe.errors.hidden, COVERAGES.length * model.parameters.length];
  const card = newCard(model, recipe, { layers, errorLayers, output: { labels, ...outputs } });
  const own = { layers, variables };
  const errors = { layers: errorLayers, variables: await learnErrors(job, { card, ...own }) };

  say('pricing surfaces to measure both by');
  const measuring = await priceUnseen(job, MEASURING, 2);
  const network: Network = { card, family, ...sideBySide(own, errors) };
  const measure = measureNetwork(model, network, measuring, recipe);
  say('errors and familiarity measured');
  const isCommitted = recipeFor(model).seed === recipe.seed;
  const folder = writeNetwork(
    { ...card, ...measure },
    family,
    variables,
    errors.variables,
    isCommitted ? undefined : recipe.seed,
  );
  forgetRounds(model, recipe);
  return folder;
}

/** The network's variables after every round, from the last checkpoint on. */
async function trainRounds(
  { model, recipe, family, say }: Job,
  data: Dataset,
  targets: Float32Array,
): Promise<readonly Float32Array[]> {
  const { rounds, epochs } = recipe;
  // Drawn on all cores before training begins, then on all but one beside it.
  const drawings: Promise<Float32Array>[] = [];
  const draw = (round: number, cores: number) => {
    const onProgress = progress(say, `round ${round + 1} drawn`);
    drawings[round] ??= roundInputs(model, recipe, data, family, round, cores, onProgress);
  };
  const drawing = async (round: number) => {
    draw(round, CORES);
    const inputs = await (drawings[round] as Promise<Float32Array>);
    if (round + 1 < rounds) draw(round + 1, Math.max(1, CORES - 1));
    return inputs;
  };
  const checkpoints = checkpointFile(model, recipe);
  const from = checkpoints.read();
  if (from) say(`going on after epoch ${from.epoch}`);
  const width = inputWidth(family);
  const training = trainEpochs({ recipe, width, drawing, targets, ...(from && { from }) });
  let step = await training.next();
  while (!step.done) {
    const { loss, checkpoint } = step.value;
    checkpoints.write(checkpoint);
    say(`epoch ${checkpoint.epoch} of ${rounds * epochs}: loss ${loss.toExponential(3)}`);
    step = await training.next();
  }
  return step.value;
}

/** The variables of the error network, from surfaces that the network has not seen. */
async function learnErrors(
  job: Job,
  network: Pick<Network, 'card' | 'layers' | 'variables'>,
): Promise<readonly Float32Array[]> {
  const { model, recipe, family, say } = job;
  const { samples, drawings, noise, epochs } = recipe.errors;
  say('pricing surfaces that the network has not seen, for its errors');
  const unseen = await priceUnseen(job, samples, 1);
  const width = inputWidth(family);
  const inputs = new Float32Array(drawings * unseen.count * width);
  for (let n = 0; n < drawings; n++) {
    const seed = recipe.seed + UNSEEN_SEED + n;
    const drawn = await drawInParallel(unseen, family, noise, seed, CORES, progress(say, 'drawn'));
    inputs.set(drawn, n * drawn.length);
  }
  const training = trainErrors(inputs, width, logErrors(model, network, inputs, unseen), recipe);
  let step = training.next();
  for (let epoch = 1; !step.done; epoch++) {
    say(`errors, epoch ${epoch} of ${epochs}: loss ${step.value.toFixed(4)}`);
    step = training.next();
  }
  return step.value;
}

/** The n-th set of surfaces that are none of the training's, even in the box. */
function priceUnseen({ model, recipe, say }: Job, count: number, n: number): Promise<Dataset> {
  const seed = recipe.seed + n * UNSEEN_SEED;
  const options = { model, count, seed, sampling: 'random', margin: 0 } as const;
  return priceInParallel(options, progress(say, 'priced'));
}

function progress(say: (text: string) => void, what: string): OnProgress {
  return (done, of) => say(`${what}: ${done} of ${of}`);
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
