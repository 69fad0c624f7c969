import { afterEach, describe, expect, it, vi } from 'vitest';
import { networkFiles, networkTensors, tinyNetwork } from './engine/testing/tiny-network.ts';
import { loadNetwork } from './load-network.ts';
import { ModelNotLoadedError } from './model-not-loaded-error.ts';
import { writeSafetensors } from './safetensors.ts';

const network = tinyNetwork();
const name = network.card.model;

function reader(files: Map<string, ArrayBuffer>) {
  return async (path: string) => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`ENOENT: no such file, open '/srv/secret/${path}'`);
    return bytes;
  };
}

async function reasonOf(files: Map<string, ArrayBuffer>, model = name): Promise<string> {
  const error: unknown = await loadNetwork(model, reader(files)).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ModelNotLoadedError);
  const { reason, message } = error as ModelNotLoadedError;
  expect(message).toBe(`The ${model} network could not be loaded: ${reason}`);
  expect(message).not.toMatch(/secret|card\.json|safetensors/);
  return reason;
}

afterEach(() => vi.unstubAllGlobals());

describe('loadNetwork', () => {
  it('reads back a network', async () => {
    const loaded = await loadNetwork(name, reader(await networkFiles(network)));
    expect(loaded.family).toEqual(network.family);
    expect(loaded.layers).toEqual([7, 6 + 3, 5 + 3, 3 + 6]);
    expect(loaded.variables).toEqual(network.variables);
    expect(loaded.card.layers).toEqual(network.card.layers);
    expect(loaded.card.errorLayers).toEqual([7, 3, 3, 6]);
  });

  it('names a missing card, missing weights and an unknown model, without their path', async () => {
    expect(await reasonOf(new Map())).toBe('its card could not be read.');
    const files = await networkFiles(network);
    files.delete(`${name}/weights.safetensors`);
    expect(await reasonOf(files)).toBe('its weights could not be read.');
    expect(await reasonOf(files, '../private')).toBe('there is no such model.');
  });

  it('says that a page which stands in for the card is not JSON', async () => {
    const html = new TextEncoder().encode('<!doctype html>').buffer;
    expect(await reasonOf(new Map([[`${name}/card.json`, html]]))).toBe('its card is not JSON.');
  });

  const { card } = network;
  const familiar = card.unfamiliarity;
  const one = familiar.quantiles[0]!;
  it.each([
    ['format', { format: 1 }, 'at format'],
    ['model', { model: 'CGMY' }, 'for another model'],
    ['layers', { layers: [7, 0, 3] }, 'at layers.1'],
    ['first layer', { layers: [8, 6, 5, 3] }, 'does not take 7 inputs'],
    ['last layer', { layers: [7, 6, 5, 4] }, '3 outputs'],
    ['missing error network', { errorLayers: undefined }, 'at errorLayers'],
    ['first error layer', { errorLayers: [8, 3, 3, 6] }, 'does not take 7 inputs'],
    ['last error layer', { errorLayers: [7, 3, 3, 3] }, '6 error outputs'],
    ['depth of the error network', { errorLayers: [7, 3, 6] }, 'another depth'],
    ['number of scores', { input: { ...card.input, scores: 6 } }, 'does not take 9 inputs'],
    ['odd number of scores', { input: { ...card.input, scores: 3 } }, 'at input.scores'],
    ['number of scores beyond the cells', { input: { ...card.input, scores: 202 } }, 'at input.sc'],
    ['floor', { input: { ...card.input, floor: 0 } }, 'at input.floor'],
    ['missing unfamiliarity', { unfamiliarity: undefined }, 'at unfamiliarity'],
    ['tolerance', { unfamiliarity: { ...familiar, tolerance: 0 } }, 'at unfamiliarity.tolerance'],
    ['lone quantile', { unfamiliarity: { ...familiar, quantiles: [one] } }, 'quantiles'],
    [
      'quantile of nothing',
      { unfamiliarity: { ...familiar, quantiles: [{ ...one, score: 0 }, one] } },
      'at unfamiliarity.quantiles.0.score',
    ],
    [
      'number that overflows',
      { output: { ...card.output, mean: [1, 2, Infinity] } },
      'output.mean',
    ],
    ['output scale', { output: { ...card.output, scale: [1, 1, 0] } }, 'output.scale.2'],
    ['output bounds', { output: { ...card.output, min: card.output.max } }, 'empty output range'],
    ['inputs', { input: { ...card.input, maturities: [1] } }, 'another grid'],
    ['strikes', { input: { ...card.input, logMoneyness: Array(200).fill(0) } }, 'another grid'],
    ['ranges', { ranges: { sigma: { min: 0.1, max: 0.6 } } }, 'range for nu'],
    [
      'range by another way',
      { ranges: JSON.parse('{"__proto__":{"sigma":1}}') },
      'range for sigma',
    ],
    ['layer of a billion', { layers: [7, 1e9, 5, 3] }, 'weights are damaged'],
    ['size of weights', { weights: { ...card.weights, bytes: 2 ** 40 } }, 'at weights.bytes'],
    ['length', { recipe: 'x'.repeat(2_000_000) }, 'too large to be one'],
    [
      'lot of strings for numbers',
      { output: { ...card.output, mean: Array(2e5).fill('') } },
      'at output.mean',
    ],
    ['file', { weights: { ...card.weights, file: '../../secret' } }, 'weights.file'],
  ])('refuses a card with a wrong %s', async (_, change, message) => {
    const files = await networkFiles(network, (f) => Object.assign(f.card, change));
    expect(await reasonOf(files)).toContain(message);
  });

  it('refuses weights of another size', async () => {
    const files = await networkFiles(network, (f) => {
      f.weights = f.weights.slice(0, -4);
    });
    expect(await reasonOf(files)).toMatch(/are \d+ bytes instead of \d+/);
  });

  const flipped = () =>
    networkFiles(network, (f) => {
      new Uint8Array(f.weights)[f.weights.byteLength - 2]! ^= 1;
    });

  it('refuses weights with one flipped bit, by their SHA-256', async () => {
    expect(await reasonOf(await flipped())).toContain('SHA-256');
  });

  it('goes without the SHA-256 where a page has no crypto', async () => {
    const files = await flipped();
    vi.stubGlobal('crypto', undefined);
    await expect(loadNetwork(name, reader(files))).resolves.toBeDefined();
  });

  it.each([
    ['missing', (t: Tensors) => t.delete('layers.1.bias'), 'layers.1.bias is missing'],
    [
      'of errors missing',
      (t: Tensors) => t.delete('errors.2.weight'),
      'errors.2.weight is missing',
    ],
    ['of scores missing', (t: Tensors) => t.delete('input.basis'), 'input.basis is missing'],
    [
      'transposed',
      (t: Tensors) => t.set('input.basis', { ...t.get('input.basis')!, shape: [4, 200] }),
      'input.basis is [4,200] instead of [200,4]',
    ],
    [
      'short',
      (t: Tensors) => t.set('input.remainder', { shape: [1], values: Float32Array.of(1) }),
      'input.remainder is [1] instead of [200]',
    ],
    [
      'that is no number',
      (t: Tensors) => t.get('errors.0.bias')!.values.fill(Number.NaN),
      'errors.0.bias has a value that is not finite',
    ],
    ['extra', (t: Tensors) => t.set('x', t.get('input.mean')!), 'x is no part of the network'],
    [
      'misshapen',
      (t: Tensors) => t.set('layers.0.weight', { ...t.get('layers.0.weight')!, shape: [6, 7] }),
      'layers.0.weight is [6,7] instead of [7,6]',
    ],
    [
      'infinite',
      (t: Tensors) =>
        t.set('layers.2.bias', { shape: [3], values: Float32Array.of(0, Infinity, 0) }),
      'layers.2.bias has a value that is not finite',
    ],
  ])('refuses weights with a tensor %s', async (_, damage, message) => {
    const tensors = networkTensors(network);
    damage(tensors);
    const weights = writeSafetensors(tensors);
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', weights)).toString('hex');
    const files = await networkFiles(network, (f) => {
      f.weights = weights;
      f.card.weights = { file: 'weights.safetensors', bytes: weights.byteLength, sha256 };
    });
    expect(await reasonOf(files)).toContain(message);
  });
});

type Tensors = ReturnType<typeof networkTensors>;
