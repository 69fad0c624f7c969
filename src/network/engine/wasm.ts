import type { Network } from '../network-file.ts';
import type { Backend } from './backend.ts';
import { uploadApart } from './upload-apart.ts';

/** TensorFlow.js in WebAssembly, with SIMD where the browser has it. */
export const wasm: Backend = {
  name: 'wasm',
  probe: async () => ({ adapter: 'WebAssembly', software: false }),
  async start() {
    const [tensorflow] = await Promise.all([
      import('./tensorflow.ts'),
      import('./kernels/wasm.ts'),
    ]);
    // Threads would take workers from blob URLs, which the page's policy forbids, and a pass of
    // 0.2 ms gains nothing from them.
    const { stop } = await tensorflow.activate('wasm', { WASM_HAS_MULTITHREAD_SUPPORT: false });
    const { uploadNetwork, tensorMemory: memory } = tensorflow;
    const upload = (network: Network) => uploadApart(network, uploadNetwork);
    return { onLost: () => {}, upload, memory, stop };
  },
};
