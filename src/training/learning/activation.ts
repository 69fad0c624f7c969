import * as tf from '@tensorflow/tfjs-core';

/** What may stand between layers. Networks ship with SiLU; the others are for comparison. */
export const activations = {
  /** z·σ(z) (Hendrycks & Gimpel 2016). */
  silu: (z: tf.Tensor2D) => {
    const s = tf.sigmoid(z);
    const value = tf.mul(z, s) as tf.Tensor2D;
    return { value, slope: tf.add(s, tf.sub(value, tf.mul(value, s))) as tf.Tensor2D };
  },
  tanh: (z: tf.Tensor2D) => {
    const value = tf.tanh(z);
    return { value, slope: tf.sub(1, tf.square(value)) as tf.Tensor2D };
  },
  relu: (z: tf.Tensor2D) => ({ value: tf.relu(z), slope: tf.step(z) as tf.Tensor2D }),
} as const;

export type Activation = keyof typeof activations;
