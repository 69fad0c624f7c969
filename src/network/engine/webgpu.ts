import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Backend } from './backend.ts';
import { isSoftwareAdapter } from './software-adapter.ts';

/** TensorFlow.js in WebGPU compute shaders. */
export const webgpu: Backend = {
  name: 'webgpu',
  async probe() {
    // The same request as TensorFlow.js makes, which does not say what it got.
    const request: GPURequestAdapterOptions = { powerPreference: 'high-performance' };
    const adapter = await (navigator.gpu as GPU | undefined)?.requestAdapter(request);
    if (!adapter) throw new Error('This browser offers no WebGPU adapter.');
    const name = adapterName(adapter.info);
    return { adapter: name, software: adapter.info.isFallbackAdapter || isSoftwareAdapter(name) };
  },
  async start() {
    const [tensorflow] = await Promise.all([
      import('./tensorflow.ts'),
      import('./kernels/webgpu.ts'),
    ]);
    const flags = { WEBGPU_CPU_FORWARD: false };
    const { instance, stop } = await tensorflow.activate('webgpu', flags);
    tensorflow.assertComputesOnDevice();
    const { device, bufferManager } = instance as WebGPUBackend;
    poolSmallBuffers(bufferManager);
    return {
      onLost(listener) {
        device.lost.then((info) => listener(info.message || 'Its device was lost.'));
        // Out of memory or a refused shader: what it computes from now on is not to be trusted.
        device.addEventListener('uncapturederror', ({ error }) => listener(error.message));
      },
      upload: tensorflow.uploadNetwork,
      memory: tensorflow.tensorMemory,
      stop() {
        stop();
        device.destroy();
      },
    };
  },
};

/** What a pass through a network needs between its layers, and again with the next one. */
const SMALL_BYTES = 16_384;

/** Frees larger buffers that are given back: TensorFlow.js would keep all for tensors to come. */
function poolSmallBuffers(manager: WebGPUBackend['bufferManager']): void {
  const { releaseBuffer } = manager;
  manager.releaseBuffer = (buffer, reuse = true) =>
    releaseBuffer.call(manager, buffer, reuse && buffer.size <= SMALL_BYTES);
}

/** Browsers leave out what they hide: the description, or all but the vendor. */
function adapterName({ description, vendor, architecture }: GPUAdapterInfo): string {
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
}
