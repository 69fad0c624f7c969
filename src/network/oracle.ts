import type { Network } from './network-file.ts';

/**
 * The network in float64 and plain TypeScript: the truth that every backend is compared with, and
 * what answers where there is no backend. `inputs` are rows × inputs, standardised, row-major; the
 * result is rows × outputs before the card's output scaling.
 */
export function oracleForward(
  network: Pick<Network, 'layers' | 'variables'>,
  inputs: Float32Array | Float64Array,
  rows: number,
): Float64Array {
  const { layers } = network;
  const inputWidth = layers[0] ?? 0;
  const outputWidth = layers.at(-1) ?? 0;
  if (inputs.length !== rows * inputWidth) {
    throw new RangeError(`${rows} rows of ${inputWidth} inputs are not ${inputs.length} numbers.`);
  }
  const activations = layers.map((width) => new Float64Array(width));
  const outputs = new Float64Array(rows * outputWidth);
  for (let row = 0; row < rows; row++) {
    activations[0]?.set(inputs.subarray(row * inputWidth, (row + 1) * inputWidth));
    for (let layer = 1; layer < layers.length; layer++) {
      const from = activations[layer - 1] as Float64Array;
      const to = activations[layer] as Float64Array;
      const weights = network.variables[2 * layer - 2] as Float32Array;
      const biases = network.variables[2 * layer - 1] as Float32Array;
      affine(from, weights, biases, to);
      if (layer < layers.length - 1) silu(to);
    }
    outputs.set(activations.at(-1) as Float64Array, row * outputWidth);
  }
  return outputs;
}

/** to = from·weights + biases, with `weights` [in × out]. */
function affine(
  from: Float64Array,
  weights: Float32Array,
  biases: Float32Array,
  to: Float64Array,
): void {
  const width = to.length;
  to.set(biases);
  for (let i = 0; i < from.length; i++) {
    const x = from[i] as number;
    const start = i * width;
    for (let o = 0; o < width; o++) {
      to[o] = (to[o] as number) + x * (weights[start + o] as number);
    }
  }
}

/** x·σ(x) in place (Hendrycks & Gimpel 2016). */
function silu(x: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const value = x[i] as number;
    x[i] = value / (1 + Math.exp(-value));
  }
}
