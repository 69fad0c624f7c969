import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as Comlink from 'comlink';
import { goldenInputs } from '../../src/network/golden.ts';
import type { Network } from '../../src/network/network-file.ts';
import { layersModel, type Predict } from '../baselines/layers-model.ts';
import { timePasses } from './time-passes.ts';

/** TensorFlow.js without our engine, on WASM, in a worker as ours. */

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
});

let predict: Predict | undefined;
let network: Network | undefined;

const runner = {
  async start(asked: Network): Promise<void> {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!(await tf.setBackend('wasm'))) throw new Error('WASM did not start.');
    predict = layersModel(asked);
    network = asked;
  },

  time(rows: number): Promise<number[]> {
    const [ask, asked] = [predict, network];
    if (!ask || !asked) throw new Error('No network has been given.');
    const width = asked.layers[0] ?? 0;
    return timePasses(goldenInputs(asked), width, rows, (inputs) => ask(inputs, rows));
  },
};

export type LayersModelRunner = typeof runner;

Comlink.expose(runner);
