import '@tensorflow/tfjs-backend-webgl/dist/base';
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/_FusedMatMul';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid';
import { registerKernel } from '@tensorflow/tfjs-core';

/** WebGL with the four kernels of a pass; the package's index would bring all, several times the bytes. */

for (const kernel of [_fusedMatMulConfig, multiplyConfig, reshapeConfig, sigmoidConfig]) {
  registerKernel(kernel);
}
