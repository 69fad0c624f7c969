import type { Backend } from './backend.ts';

/** TensorFlow.js in WebAssembly, with SIMD where the browser has it. */
export const wasm: Backend = {
  name: 'wasm',
  probe: async () => ({ adapter: 'WebAssembly', software: false }),
  async start() {
    const [tensorflow, { uploadApart: upload }] = await Promise.all([
      import('./tensorflow.ts'),
      import('./upload-apart.ts'),
      import('./kernels/wasm.ts'),
    ]);
    // Threads would take workers from blob URLs, which the page's policy forbids, and a pass of
    // 0.2 ms gains nothing from them.
    const { stop } = await tensorflow.activate('wasm', { WASM_HAS_MULTITHREAD_SUPPORT: false });
    return { onLost: () => {}, upload, memory: tensorflow.tensorMemory, stop };
  },
};
