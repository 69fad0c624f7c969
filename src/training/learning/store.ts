import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LevyModel } from '../../levy/model.ts';
import type { SurfaceFamily } from '../../network/denoiser.ts';
import type { ReadFile } from '../../network/load-network.ts';
import type { NetworkCard } from '../../network/network-file.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import { readSafetensors, writeSafetensors } from '../../network/safetensors.ts';
import { type Dataset, emptyDataset } from '../data/dataset.ts';
import { emptyInputs } from '../data/input-drawing.ts';
import { drawInParallel, type OnProgress, priceInParallel } from '../data/parallel.ts';
import type { Recipe } from '../recipe.ts';
import type { Checkpoint } from './train.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Where trainings keep what they can make again; ignored by git. */
const CACHE = join(ROOT, '.cache/training');
const NETWORKS = join(ROOT, 'public/networks');

/** Short fingerprint of what decides a result, so that a changed recipe starts afresh. */
function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** What a training keeps goes by this; how errors are learnt comes after and changes nothing in it. */
function trainingName(model: LevyModel, { errors: _, ...recipe }: Recipe): string {
  return `${model.name}-${fingerprint(model, recipe)}`;
}

function dataPath(model: LevyModel, { samples, seed, margin, edges }: Recipe): string {
  return join(CACHE, `${model.name}-data-${fingerprint(model, samples, seed, margin, edges)}`);
}

/** The recipe's training surfaces, from the cache or priced now. */
export async function trainingData(
  model: LevyModel,
  recipe: Recipe,
  onProgress: OnProgress,
): Promise<Dataset> {
  const { samples: count, seed, margin, edges } = recipe;
  const data = emptyDataset(count, model.parameters.length);
  const base = dataPath(model, recipe);
  if (
    readInto(`${base}.parameters`, data.parameters) &&
    readInto(`${base}.values`, data.timeValues)
  ) {
    return data;
  }
  const options = { model, count, seed, margin, edges, sampling: 'sobol' } as const;
  const priced = await priceInParallel(options, onProgress);
  writeWhole(`${base}.values`, bytesOf(priced.timeValues));
  writeWhole(`${base}.parameters`, bytesOf(priced.parameters));
  return priced;
}

/** A round's drawing of noise, from the cache or drawn now on so many cores. */
export async function roundInputs(
  model: LevyModel,
  recipe: Recipe,
  data: Dataset,
  family: SurfaceFamily,
  round: number,
  cores: number,
  onProgress: OnProgress,
): Promise<Float32Array> {
  const path = join(CACHE, `${trainingName(model, recipe)}-round-${round}.inputs`);
  const kept = emptyInputs(data.count, family);
  if (readInto(path, kept)) return kept;
  const seed = recipe.seed + round;
  const drawn = await drawInParallel(data, family, recipe.noise, seed, cores, onProgress);
  writeWhole(path, bytesOf(drawn));
  return drawn;
}

/** Removes what only an unfinished training needs. */
export function forgetRounds(model: LevyModel, recipe: Recipe): void {
  for (let round = 0; round < recipe.rounds; round++) {
    rmSync(join(CACHE, `${trainingName(model, recipe)}-round-${round}.inputs`), {
      force: true,
    });
  }
}

/** Removes all that is kept of a training, which a change of the code would leave out of date. */
export function forgetTraining(model: LevyModel, recipe: Recipe): void {
  forgetRounds(model, recipe);
  const data = dataPath(model, recipe);
  const checkpoint = join(CACHE, `${trainingName(model, recipe)}.checkpoint`);
  for (const path of [`${data}.values`, `${data}.parameters`, checkpoint]) {
    rmSync(path, { force: true });
  }
}

/** Saves and finds the state of an interrupted training of one model by one recipe. */
export function checkpointFile(model: LevyModel, recipe: Recipe) {
  const path = join(CACHE, `${trainingName(model, recipe)}.checkpoint`);
  return {
    read(): Checkpoint | undefined {
      if (!existsSync(path)) return undefined;
      const tensors = readSafetensors(readBytes(path));
      const [epoch, step] = tensors.get('position')?.values ?? [];
      tensors.delete('position');
      if (epoch === undefined || step === undefined) return undefined;
      return { epoch, step, arrays: [...tensors.values()].map(({ values }) => values) };
    },
    write({ epoch, step, arrays }: Checkpoint): void {
      const tensor = (values: Float32Array) => ({ shape: [values.length], values });
      const entries = arrays.map((values, i) => [String(i), tensor(values)] as const);
      const position = ['position', tensor(Float32Array.of(epoch, step))] as const;
      writeWhole(path, new Uint8Array(writeSafetensors(new Map([position, ...entries]))));
    },
  };
}

/**
 * Writes a network's two files, and returns their folder; the card gets the weights' size and hash.
 * @param seed of another network than the committed one, which then goes to `.cache/networks/`
 */
export function writeNetwork(
  card: NetworkCard,
  family: SurfaceFamily,
  network: readonly Float32Array[],
  errors: readonly Float32Array[],
  seed?: number,
): string {
  const tensors = new Map([
    ['input.mean', { shape: [CELL_COUNT], values: family.mean }],
    ['input.basis', { shape: [CELL_COUNT, family.size], values: family.basis }],
    ['input.remainder', { shape: [CELL_COUNT], values: family.remainder }],
  ]);
  const add = (name: string, layers: readonly number[], variables: readonly Float32Array[]) => {
    for (let n = 0; n + 1 < layers.length; n++) {
      const shape = [layers[n] ?? 0, layers[n + 1] ?? 0];
      const weights = variables[2 * n] ?? new Float32Array();
      const bias = variables[2 * n + 1] ?? new Float32Array();
      tensors.set(`${name}.${n}.weight`, { shape, values: weights });
      tensors.set(`${name}.${n}.bias`, { shape: shape.slice(1), values: bias });
    }
  };
  add('layers', card.layers, network);
  add('errors', card.errorLayers, errors);
  const bytes = new Uint8Array(writeSafetensors(tensors));
  const folder = join(seed === undefined ? NETWORKS : otherNetworks(seed), card.model);
  writeWhole(join(folder, 'weights.safetensors'), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const weights = { file: 'weights.safetensors', bytes: bytes.length, sha256 };
  writeCard({ ...card, weights }, seed);
  return relative(ROOT, folder);
}

/** Writes a network's card beside its weights. */
export function writeCard(card: NetworkCard, seed?: number): void {
  const text = `${JSON.stringify(card, null, 2)}\n`;
  const networks = seed === undefined ? NETWORKS : otherNetworks(seed);
  writeWhole(join(networks, card.model, 'card.json'), new TextEncoder().encode(text));
}

/** Reads files under `public/networks/`, or those of another seed, as `loadNetwork` wants it. */
export function networkFiles(seed?: number): ReadFile {
  const networks = seed === undefined ? NETWORKS : otherNetworks(seed);
  return async (path) => readBytes(join(networks, path));
}

function otherNetworks(seed: number): string {
  return join(ROOT, `.cache/networks/seed-${seed}`);
}

function readBytes(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** Fills `array` from a file of exactly its size; false where there is none. */
function readInto(path: string, array: Float32Array | Float64Array): boolean {
  if (!existsSync(path) || statSync(path).size !== array.byteLength) return false;
  bytesOf(array).set(readFileSync(path));
  return true;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** All or nothing: an interruption leaves the former file. */
function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}
