import type { Backend } from './backend.ts';

/** TensorFlow.js in plain JavaScript: slow, and runs anywhere. */
export const cpu: Backend = {
  name: 'cpu',
  probe: async () => ({ adapter: 'JavaScript', software: false }),
  async start() {
    const [tensorflow, { uploadApart: upload }] = await Promise.all([
      import('./tensorflow.ts'),
      import('./upload-apart.ts'),
      import('@tensorflow/tfjs-backend-cpu'),
    ]);
    const { stop } = await tensorflow.activate('cpu');
    return { onLost: () => {}, upload, memory: tensorflow.tensorMemory, stop };
  },
};
