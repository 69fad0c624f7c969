import { findModel } from '../levy/models.ts';
import { ModelNotLoadedError } from './model-not-loaded-error.ts';
import { parseCard } from './network-card.ts';
import type { Network, NetworkCard } from './network-file.ts';
import { CELL_COUNT } from './network-grid.ts';
import { readSafetensors, type SafeTensor, SafetensorsError } from './safetensors.ts';
import { type Perceptron, sideBySide } from './side-by-side.ts';

/** A card is a few kilobytes of JSON. */
const MOST_CARD = 2 ** 20;

/** The bytes of a file under `networks/`, given as `<model>/<file>`; rejects where there is none. */
export type ReadFile = (path: string) => Promise<ArrayBuffer>;

/**
 * Reads and checks the network of `model`: every field of its card, then size, SHA-256 and tensors
 * of its weights. Rejects with {@link ModelNotLoadedError}, whose reason shows no path.
 */
export async function loadNetwork(model: string, read: ReadFile): Promise<Network> {
  const fail = (reason: string, cause?: unknown) =>
    new ModelNotLoadedError(model, reason, { cause });
  // Also keeps any other name, which may come from a request, out of the path.
  if (!findModel(model)) throw fail('there is no such model.');
  const readBytes = (file: string, what: string) =>
    read(`${model}/${file}`).catch((cause: unknown) => {
      throw fail(`its ${what} could not be read.`, cause);
    });
  const cardBytes = await readBytes('card.json', 'card');
  if (cardBytes.byteLength > MOST_CARD) throw fail('its card is too large to be one.');
  let card: NetworkCard;
  try {
    card = parseCard(new TextDecoder().decode(cardBytes), model);
  } catch (error) {
    throw fail((error as Error).message, error);
  }
  const bytes = await readBytes(card.weights.file, 'weights');
  if (bytes.byteLength !== card.weights.bytes) {
    throw fail(`its weights are ${bytes.byteLength} bytes instead of ${card.weights.bytes}.`);
  }
  const sha256 = await digest(bytes);
  if (sha256 !== undefined && sha256 !== card.weights.sha256) {
    throw fail('its weights do not have the SHA-256 of its card.');
  }
  try {
    return { card, ...readTensors(bytes, card) };
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    throw fail(`its weights are damaged. ${error.message}`, error);
  }
}

/** The tensors that `card` tells of, no more and no fewer, every value finite. */
function readTensors(bytes: ArrayBuffer, card: NetworkCard): Omit<Network, 'card'> {
  const tensors = readSafetensors(bytes);
  const { floor, scores: size } = card.input;
  const family = {
    floor,
    size,
    mean: take(tensors, 'input.mean', [CELL_COUNT]),
    basis: take(tensors, 'input.basis', [CELL_COUNT, size]),
    remainder: take(tensors, 'input.remainder', [CELL_COUNT]),
  };
  const both = sideBySide(
    takePerceptron(tensors, 'layers', card.layers),
    takePerceptron(tensors, 'errors', card.errorLayers),
  );
  const [extra] = tensors.keys();
  if (extra !== undefined) throw new SafetensorsError(`Tensor ${extra} is no part of the network.`);
  return { family, ...both };
}

function takePerceptron(
  tensors: Map<string, SafeTensor>,
  name: string,
  layers: readonly number[],
): Perceptron {
  const variables: Float32Array[] = [];
  for (let layer = 1; layer < layers.length; layer++) {
    const outputs = layers[layer] ?? 0;
    variables.push(
      take(tensors, `${name}.${layer - 1}.weight`, [layers[layer - 1] ?? 0, outputs]),
      take(tensors, `${name}.${layer - 1}.bias`, [outputs]),
    );
  }
  return { layers, variables };
}

function take(tensors: Map<string, SafeTensor>, name: string, shape: readonly number[]) {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new SafetensorsError(`Tensor ${name} is missing.`);
  if (tensor.shape.join() !== shape.join()) {
    throw new SafetensorsError(`Tensor ${name} is [${tensor.shape}] instead of [${shape}].`);
  }
  if (!tensor.values.every(Number.isFinite)) {
    throw new SafetensorsError(`Tensor ${name} has a value that is not finite.`);
  }
  tensors.delete(name);
  return tensor.values;
}

/** SHA-256 in hexadecimal; undefined on a page without a secure context, which has no crypto. */
async function digest(bytes: ArrayBuffer): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) return undefined;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
