import '@tensorflow/tfjs-backend-webgpu/dist/base';
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/_FusedMatMul';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import { registerKernel } from '@tensorflow/tfjs-core';

/** WebGPU with the four kernels of a pass; the package's index would bring all, several times the bytes. */

for (const kernel of [_fusedMatMulConfig, multiplyConfig, reshapeConfig, sigmoidConfig]) {
  registerKernel(kernel);
}
