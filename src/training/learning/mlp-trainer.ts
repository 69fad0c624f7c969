import * as tf from '@tensorflow/tfjs-core';
import { type Activation, activations } from './activation.ts';

/** Networks ship with SiLU and without shortcuts; what else is tried is for comparison. */
export interface NetworkShape {
  readonly activation: Activation;
  /** Whether layers as wide as the one before pass its output on beside their own. */
  readonly residual: boolean;
}

/** Loss of a batch of outputs (rows × outputs), and its slope by each. */
export interface Slope {
  readonly loss: number;
  readonly slopes: Float32Array;
}

/**
 * A multilayer perceptron trained by Adam (Kingma & Ba 2015) on any loss whose slope can be told.
 * TensorFlow.js does the matrix work; the backward pass is written out because its automatic
 * gradients multiply by transposed matrices, which the WASM backend does slower than transposing
 * first. Adam runs over plain arrays: one loop beats hundreds of small kernels.
 */
export class MlpTrainer {
  readonly layers: readonly number[];
  /** Row-major weight matrices [in × out] and biases, in the order W₁, b₁, W₂, b₂, … */
  readonly variables: Float32Array[];
  /** Exponential moving average of `variables`; what is kept in the end. */
  readonly averages: Float32Array[];
  readonly #shape: NetworkShape;
  readonly #first: Float32Array[];
  readonly #second: Float32Array[];
  #step = 0;

  constructor(
    layers: readonly number[],
    random: () => number,
    shape: NetworkShape = { activation: 'silu', residual: false },
  ) {
    this.layers = layers;
    this.#shape = shape;
    this.variables = [];
    for (let l = 1; l < layers.length; l++) {
      const inputs = layers[l - 1] ?? 0;
      const outputs = layers[l] ?? 0;
      // He et al. (2015) scale, uniform.
      const limit = Math.sqrt((l === 1 ? 3 : 6) / inputs) * (l === layers.length - 1 ? 0.5 : 1);
      this.variables.push(
        Float32Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * limit),
        new Float32Array(outputs),
      );
    }
    this.averages = this.variables.map((v) => v.slice());
    this.#first = this.variables.map((v) => new Float32Array(v.length));
    this.#second = this.variables.map((v) => new Float32Array(v.length));
  }

  /** Everything that {@link restore} needs to go on exactly here. */
  state(): { step: number; arrays: Float32Array[] } {
    const arrays = [this.variables, this.averages, this.#first, this.#second].flat();
    return { step: this.#step, arrays };
  }

  restore({ step, arrays }: { step: number; arrays: readonly Float32Array[] }): void {
    this.#step = step;
    const own = this.state().arrays;
    for (const [i, array] of own.entries()) array.set(arrays[i] ?? []);
  }

  /** One step on a batch of rows × inputs; returns its loss before the step. */
  train(inputs: Float32Array, slopeAt: (outputs: Float32Array) => Slope, rate: number): number {
    const { loss, gradients } = scoped(() => this.#gradients(inputs, slopeAt));
    this.#update(gradients, rate);
    return loss;
  }

  /** Outputs of the averaged network, rows × outputs. */
  predict(inputs: Float32Array): Float32Array {
    return scoped(() => {
      let a = tf.tensor2d(inputs, [inputs.length / (this.layers[0] ?? 1), this.layers[0] ?? 1]);
      for (let l = 1; l < this.layers.length; l++) {
        const z = this.#affine(a, this.averages, l);
        a = l === this.layers.length - 1 ? z : this.#activate(a, z).value;
      }
      return a.dataSync<'float32'>().slice();
    });
  }

  /** A hidden layer's output from its input and z, and the slope of its activation. */
  #activate(input: tf.Tensor2D, z: tf.Tensor2D) {
    const { value, slope } = activations[this.#shape.activation](z);
    const passes = this.#shape.residual && input.shape[1] === z.shape[1];
    return { value: passes ? (tf.add(value, input) as tf.Tensor2D) : value, slope };
  }

  /** Whether layer l, from 1, passes its input on beside its output. */
  #isResidual(l: number): boolean {
    return this.#shape.residual && this.layers[l] === this.layers[l - 1];
  }

  #affine(a: tf.Tensor2D, from: readonly Float32Array[], l: number): tf.Tensor2D {
    const shape: [number, number] = [this.layers[l - 1] ?? 0, this.layers[l] ?? 0];
    const W = tf.tensor2d(from[2 * l - 2] ?? [], shape);
    return tf.fused.matMul({ a, b: W, bias: tf.tensor1d(from[2 * l - 1] ?? []) }) as tf.Tensor2D;
  }

  #gradients(inputs: Float32Array, slopeAt: (outputs: Float32Array) => Slope) {
    const last = this.layers.length - 1;
    const outputs = this.layers[last] ?? 1;
    const rows = inputs.length / (this.layers[0] ?? 1);
    const outputsOf = [tf.tensor2d(inputs, [rows, this.layers[0] ?? 1])];
    const slopes: tf.Tensor2D[] = [];
    let answer: Float32Array = new Float32Array();
    for (let l = 1; l <= last; l++) {
      const z = this.#affine(outputsOf[l - 1] as tf.Tensor2D, this.variables, l);
      if (l === last) {
        answer = z.dataSync<'float32'>();
        break;
      }
      const { value, slope } = this.#activate(outputsOf[l - 1] as tf.Tensor2D, z);
      outputsOf.push(value);
      slopes.push(slope);
    }
    const { loss, slopes: outputSlopes } = slopeAt(answer);
    const gradients: Float32Array[] = [];
    let delta = tf.tensor2d(outputSlopes, [rows, outputs]);
    let passing: tf.Tensor2D | undefined;
    for (let l = last; l >= 1; l--) {
      const before = outputsOf[l - 1] as tf.Tensor2D;
      gradients[2 * l - 2] = tf.matMul(tf.transpose(before), delta).dataSync<'float32'>();
      gradients[2 * l - 1] = tf.sum(delta, 0).dataSync<'float32'>();
      if (l === 1) break;
      const shape: [number, number] = [this.layers[l - 1] ?? 0, this.layers[l] ?? 0];
      const W = tf.tensor2d(this.variables[2 * l - 2] ?? [], shape);
      // What reaches the layer before, and what passed it by.
      const arriving = tf.matMul(delta, tf.transpose(W)) as tf.Tensor2D;
      const all = passing ? (tf.add(arriving, passing) as tf.Tensor2D) : arriving;
      passing = this.#isResidual(l - 1) ? all : undefined;
      delta = tf.mul(all, slopes[l - 2] as tf.Tensor2D) as tf.Tensor2D;
    }
    return { loss, gradients };
  }

  #update(gradients: readonly Float32Array[], rate: number): void {
    this.#step++;
    // The average spans the last 1/(1−decay) steps, fewer at the start.
    const decay = Math.min(0.999, this.#step / (this.#step + 10));
    const correction = Math.sqrt(1 - 0.999 ** this.#step) / (1 - 0.9 ** this.#step);
    for (const [i, gradient] of gradients.entries()) {
      const variable = this.variables[i] as Float32Array;
      const average = this.averages[i] as Float32Array;
      const m = this.#first[i] as Float32Array;
      const v = this.#second[i] as Float32Array;
      for (let j = 0; j < variable.length; j++) {
        const g = gradient[j] as number;
        const mean = (m[j] as number) * 0.9 + g * 0.1;
        const square = (v[j] as number) * 0.999 + g * g * 0.001;
        m[j] = mean;
        v[j] = square;
        const next =
          (variable[j] as number) - (rate * correction * mean) / (Math.sqrt(square) + 1e-9);
        variable[j] = next;
        average[j] = (average[j] as number) * decay + next * (1 - decay);
      }
    }
  }
}

/** Like tf.tidy, which however walks every number of a returned typed array looking for tensors. */
function scoped<T>(compute: () => T): T {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}
