import * as tf from '@tensorflow/tfjs-core';
import type { Perceptron } from '../side-by-side.ts';
import type { TensorMemory, UploadedNetwork } from './backend.ts';

/** What the four TensorFlow.js backends share: start, the pass through a network, stop. */

interface Activated {
  readonly instance: tf.KernelBackend;
  readonly stop: () => void;
}

/**
 * Makes `name`, registered by its package, the backend of TensorFlow.js. Rejects with the backend's
 * own error, which `tf.setBackend` would only log.
 */
export async function activate(
  name: string,
  flags: Readonly<Record<string, boolean>> = {},
): Promise<Activated> {
  tf.env().setFlags({ ...tf.env().getFlags(), ...flags });
  const factory = tf.findBackendFactory(name);
  if (!factory) throw new Error('This browser does not have it.');
  const instance = await factory();
  tf.removeBackend(name);
  tf.registerBackend(name, () => instance);
  if (!(await tf.setBackend(name))) throw new Error('TensorFlow.js could not set it up.');
  return {
    instance,
    stop() {
      tf.removeBackend(name);
      tf.registerBackend(name, factory);
    },
  };
}

/**
 * Throws if small computations do not happen on the graphics device: TensorFlow.js forwards them to
 * the processor unless a flag of the backend says no.
 */
export function assertComputesOnDevice(): void {
  tf.tidy(() => {
    tf.sigmoid(tf.tensor1d([0, 1])).dataToGPU();
  });
}

export function tensorMemory(): TensorMemory {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}

/** Runs `task` with a flag of TensorFlow.js set to `value`. */
export function withFlag(name: string, value: number, task: () => void): void {
  const before = tf.env().getNumber(name);
  tf.env().set(name, value);
  try {
    task();
  } finally {
    tf.env().set(name, before);
  }
}

/**
 * Weights as tensors of the active backend, held until `dispose`.
 *
 * @param unpooled runs a task so that the backend frees what memory the task gives back, and does not
 * keep it for tensors to come
 */
export function uploadNetwork(
  network: Perceptron,
  unpooled?: (task: () => void) => void,
): UploadedNetwork {
  const { layers } = network;
  const last = layers.length - 1;
  const weights: tf.Tensor2D[] = [];
  const biases: tf.Tensor1D[] = [];
  for (let layer = 0; layer < last; layer++) {
    const shape: [number, number] = [layers[layer] ?? 0, layers[layer + 1] ?? 0];
    weights.push(tf.tensor2d(network.variables[2 * layer] ?? [], shape));
    biases.push(tf.tensor1d(network.variables[2 * layer + 1] ?? []));
  }
  const forward = (inputs: Float32Array, rows: number) => {
    let a = tf.tensor2d(inputs, [rows, layers[0] ?? 0]);
    for (const [layer, b] of weights.entries()) {
      const z = tf.fused.matMul({ a, b, bias: biases[layer] as tf.Tensor1D }) as tf.Tensor2D;
      a = layer === last - 1 ? z : tf.mul(z, tf.sigmoid(z));
    }
    return a;
  };
  const dispose = () => tf.dispose([weights, biases]);
  // At its first use the backend makes weights of its own form, and would keep the room of the others.
  unpooled?.(() => tf.tidy(() => void forward(new Float32Array(layers[0] ?? 0), 1)));
  return {
    async run(inputs, rows) {
      const output = tf.tidy(() => forward(inputs, rows));
      try {
        return await output.data<'float32'>();
      } finally {
        output.dispose();
      }
    },
    dispose() {
      if (unpooled) unpooled(dispose);
      else dispose();
    },
  };
}
