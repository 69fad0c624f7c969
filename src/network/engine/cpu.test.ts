import '@tensorflow/tfjs-backend-cpu'; // tf.memory() needs a backend before the first start
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { oracleForward } from '../oracle.ts';
import { cpu } from './cpu.ts';
import { tinyNetwork } from './testing/tiny-network.ts';

describe('a TensorFlow.js backend', () => {
  it('agrees with the oracle, frees all it took, and starts again', async () => {
    const network = tinyNetwork([16, 8]);
    const inputs = Float32Array.from({ length: 2 * 7 }, (_, i) => Math.cos(i));
    const expected = oracleForward(network, inputs, 2);
    for (let round = 0; round < 2; round++) {
      const before = tf.memory().numTensors;
      const running = await cpu.start();
      const uploaded = running.upload(network);
      const held = tf.memory().numTensors;
      expect(held).toBe(before + 6);
      const outputs = await uploaded.run(inputs, 2);
      expect(outputs).toHaveLength(2 * 9);
      outputs.forEach((value, i) => {
        expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
      });
      expect(tf.memory().numTensors).toBe(held);
      uploaded.dispose();
      expect(tf.memory().numTensors).toBe(before);
      running.stop();
    }
  });

  it('computes many rows as it does few, and frees what that took', async () => {
    const network = tinyNetwork([16, 8]);
    const rows = 40;
    const inputs = Float32Array.from({ length: rows * 7 }, (_, i) => Math.cos(i));
    const expected = oracleForward(network, inputs, rows);
    const before = tf.memory().numTensors;
    const running = await cpu.start();
    const uploaded = running.upload(network);
    const outputs = await uploaded.run(inputs, rows);
    expect(tf.memory().numTensors).toBe(before + 3 * 6);
    expect(outputs).toHaveLength(rows * 9);
    outputs.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
    });
    uploaded.dispose();
    expect(tf.memory().numTensors).toBe(before);
    running.stop();
  });
});
