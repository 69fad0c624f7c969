import { createHash } from 'node:crypto';
import { networkFiles, tinyNetwork } from '../../../src/network/engine/testing/tiny-network.ts';
import { loadNetwork } from '../../../src/network/load-network.ts';
import { ModelNotLoadedError } from '../../../src/network/model-not-loaded-error.ts';
import { bytesOf, letters } from '../bytes.ts';
import { junk, mutated } from '../mutate.ts';
import { claim, claimCleanPrototypes, type Verdict } from '../target.ts';
import type { StoredDoor } from './stored.ts';

/** A network's card, and its weights with a SHA-256 that fits them however they are altered. */

const network = tinyNetwork();
const { model } = network.card;
const files = await networkFiles(network);
const CARD = `${model}/card.json`;
const WEIGHTS = `${model}/weights.safetensors`;
const sound = { card: lettersOf(CARD), weights: lettersOf(WEIGHTS) };

export const networkDoors: readonly StoredDoor[] = [
  {
    way: 'network card',
    draw: (random) =>
      random.below(20) === 0 ? junk(random) : mutated(sound.card, random, sound.card),
    meet: (data) => meet(data, sound.weights),
  },
  {
    way: 'network weights',
    // Its header is where sizes and places stand: the tensors behind it are spoilt less often.
    draw: (random) => {
      const { below } = random;
      const end = below(2) === 0 ? Math.min(1200, sound.weights.length) : sound.weights.length;
      const head = sound.weights.slice(0, end);
      return mutated(head, random, head) + sound.weights.slice(end);
    },
    meet: (data) => meet(cardFor(data), data),
  },
];

async function meet(card: string, weights: string): Promise<Verdict> {
  const given = new Map([
    [CARD, bytesOf(card)],
    [WEIGHTS, bytesOf(weights)],
  ]);
  try {
    const loaded = await loadNetwork(model, async (path) => {
      const bytes = given.get(path);
      if (!bytes) throw new Error('There is no such file.');
      return bytes.buffer;
    });
    claim(
      loaded.variables.every((values) => values.every(Number.isFinite)),
      'A weight is none.',
    );
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ModelNotLoadedError)) throw error;
    claim(!error.message.includes('stack'), error.message);
    return 'refused';
  } finally {
    claimCleanPrototypes();
  }
}

function cardFor(weights: string): string {
  const card = JSON.parse(sound.card);
  const bytes = bytesOf(weights);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return JSON.stringify({ ...card, weights: { ...card.weights, bytes: bytes.length, sha256 } });
}

function lettersOf(path: string): string {
  return letters(new Uint8Array(files.get(path) ?? new ArrayBuffer()));
}
