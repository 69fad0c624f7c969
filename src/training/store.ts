import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LevyModel } from '../levy/model.ts';
import type { Network, NetworkCard } from '../network/network-file.ts';
import { CELL_COUNT } from '../network/network-grid.ts';
import { readSafetensors, writeSafetensors } from '../network/safetensors.ts';
import { type Dataset, makeDataset } from './dataset.ts';
import type { Recipe } from './recipe.ts';
import type { Checkpoint } from './train.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where trainings keep what they can make again; ignored by git. */
const CACHE = join(ROOT, '.cache/training');
const NETWORKS = join(ROOT, 'public/networks');

/** Short fingerprint of what decides a result, so that a changed recipe starts afresh. */
function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** The recipe's training surfaces, from the cache or priced now. */
export function trainingData(
  model: LevyModel,
  recipe: Recipe,
  onProgress: (done: number) => void,
): Dataset {
  const { samples: count, seed, margin } = recipe;
  const dimensions = model.parameters.length;
  const base = join(CACHE, `${model.name}-data-${fingerprint(model, count, seed, margin)}`);
  if (existsSync(`${base}.parameters`)) {
    const timeValues = new Float32Array(readBytes(`${base}.values`));
    const parameters = new Float64Array(readBytes(`${base}.parameters`));
    if (timeValues.length === count * CELL_COUNT && parameters.length === count * dimensions) {
      return { count, timeValues, parameters };
    }
  }
  const data = makeDataset({ model, count, seed, margin, sampling: 'sobol', onProgress });
  writeWhole(`${base}.values`, new Uint8Array(data.timeValues.buffer));
  writeWhole(`${base}.parameters`, new Uint8Array(data.parameters.buffer));
  return data;
}

/** Saves and finds the state of an interrupted training of one model by one recipe. */
export function checkpointFile(model: LevyModel, recipe: Recipe) {
  const path = join(CACHE, `${model.name}-${fingerprint(model, recipe)}.checkpoint`);
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

/** Writes a network's two files; the card gets the weights' size and hash. */
export function writeNetwork(network: Network): void {
  const { card, inputMean, projection, variables } = network;
  const tensors = new Map([
    ['input.mean', { shape: [CELL_COUNT], values: inputMean }],
    ['input.projection', { shape: [CELL_COUNT, card.layers[0] ?? 0], values: projection }],
  ]);
  for (let n = 0; n + 1 < card.layers.length; n++) {
    const shape = [card.layers[n] ?? 0, card.layers[n + 1] ?? 0];
    tensors.set(`layers.${n}.weight`, { shape, values: variables[2 * n] ?? new Float32Array() });
    const bias = variables[2 * n + 1] ?? new Float32Array();
    tensors.set(`layers.${n}.bias`, { shape: shape.slice(1), values: bias });
  }
  const bytes = new Uint8Array(writeSafetensors(tensors));
  const folder = join(NETWORKS, card.model);
  writeWhole(join(folder, 'weights.safetensors'), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeCard({
    ...card,
    weights: { file: 'weights.safetensors', bytes: bytes.length, sha256 },
  });
}

/** Writes a network's card beside its weights. */
export function writeCard(card: NetworkCard): void {
  const text = `${JSON.stringify(card, null, 2)}\n`;
  writeWhole(join(NETWORKS, card.model, 'card.json'), new TextEncoder().encode(text));
}

/** Reads a file under `public/networks/` as `loadNetwork` wants it. */
export async function readNetworkFile(path: string): Promise<ArrayBuffer> {
  return readBytes(join(NETWORKS, path));
}

function readBytes(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** All or nothing: an interruption leaves the former file. */
function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}
