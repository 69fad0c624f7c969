import * as tf from '@tensorflow/tfjs';
import type { Network } from '../../src/network/network-file.ts';
import { type Perceptron, takeApart } from '../../src/network/side-by-side.ts';

/** rows × inputs → the outputs of the network, then those of the error network. */
export type Predict = (inputs: Float32Array, rows: number) => Promise<Float32Array[]>;

/**
 * A network as TensorFlow.js itself would have it, a `LayersModel` that is asked by `predict`, on the
 * backend that is set: what one gets without an engine of one's own.
 */
export function layersModel(network: Network): Predict {
  const input = tf.input({ shape: [network.layers[0] ?? 0] });
  const parts = takeApart(network, network.card.layers, network.card.errorLayers);
  const outputs = parts.map((part) => tower(part, input));
  const model = tf.model({ inputs: input, outputs });
  return async (inputs, rows) => {
    const x = tf.tensor2d(inputs, [rows, network.layers[0] ?? 0]);
    const predicted = model.predict(x) as tf.Tensor[];
    const values = await Promise.all(predicted.map((tensor) => tensor.data<'float32'>()));
    tf.dispose([x, predicted]);
    return values;
  };
}

function tower({ layers, variables }: Perceptron, input: tf.SymbolicTensor): tf.SymbolicTensor {
  let x = input;
  for (let l = 1; l < layers.length; l++) {
    const units = layers[l] ?? 0;
    const activation = l === layers.length - 1 ? 'linear' : 'swish';
    const dense = tf.layers.dense({ units, activation });
    x = dense.apply(x) as tf.SymbolicTensor;
    const [weights = [], biases = []] = variables.slice(2 * l - 2, 2 * l);
    dense.setWeights([tf.tensor2d(weights, [layers[l - 1] ?? 0, units]), tf.tensor1d(biases)]);
  }
  return x;
}
