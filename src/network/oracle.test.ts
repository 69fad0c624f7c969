import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { tinyNetwork } from './engine/testing/tiny-network.ts';
import { oracleForward } from './oracle.ts';

describe('oracleForward', () => {
  it('computes a network small enough for paper', () => {
    const variables = [
      Float32Array.of(1, 2, 3, 4), // [2 × 2], row-major
      Float32Array.of(-2, 0.5),
      Float32Array.of(2, -1),
      Float32Array.of(0.25),
    ];
    const outputs = oracleForward(
      { layers: [2, 2, 1], variables },
      Float32Array.of(1, 0, -1, 0.5),
      2,
    );
    // Row 1: z = (1 − 2, 2 + 0.5); row 2: z = (−1 + 1.5 − 2, −2 + 2 + 0.5).
    const silu = (x: number) => x / (1 + Math.exp(-x));
    expect(outputs[0]).toBeCloseTo(2 * silu(-1) - silu(2.5) + 0.25, 14);
    expect(outputs[1]).toBeCloseTo(2 * silu(-1.5) - silu(0.5) + 0.25, 14);
  });

  it('refuses inputs that do not fill their rows', () => {
    expect(() => oracleForward(tinyNetwork(), new Float32Array(13), 2)).toThrow(RangeError);
  });

  it('stays finite where the exponential overflows', () => {
    const outputs = oracleForward(tinyNetwork(), new Float32Array(7).fill(-1e6), 1);
    expect(outputs.every(Number.isFinite)).toBe(true);
  });

  describe("against TensorFlow.js's own layers", () => {
    beforeAll(() => tf.setBackend('cpu'));

    it('gives the same outputs to float32 precision', () => {
      const network = tinyNetwork([32, 16]);
      const { layers } = network;
      const model = tf.sequential();
      for (let l = 1; l < layers.length; l++) {
        const activation = l === layers.length - 1 ? ('linear' as const) : ('swish' as const);
        const inputShape = l === 1 ? { inputShape: [layers[0]!] } : {};
        model.add(tf.layers.dense({ units: layers[l]!, activation, ...inputShape }));
      }
      model.setWeights(
        network.variables.map((values, i) => {
          const shape = i % 2 === 0 ? [layers[i / 2]!, layers[i / 2 + 1]!] : [values.length];
          return tf.tensor(values, shape);
        }),
      );
      const inputs = Float32Array.from({ length: 5 * 7 }, (_, i) => Math.cos(3 * i));
      const theirs = (model.predict(tf.tensor2d(inputs, [5, 7])) as tf.Tensor).dataSync();
      const ours = oracleForward(network, inputs, 5);
      expect(ours).toHaveLength(theirs.length);
      const largest = Math.max(...ours.map(Math.abs));
      ours.forEach((value, i) => {
        expect(Math.abs(value - theirs[i]!)).toBeLessThan(1e-5 * largest);
      });
    });
  });
});
