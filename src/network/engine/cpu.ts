import type { Network } from '../network-file.ts';
import type { Backend } from './backend.ts';
import { uploadApart } from './upload-apart.ts';

/** TensorFlow.js in plain JavaScript: slow, and runs anywhere. */
export const cpu: Backend = {
  name: 'cpu',
  probe: async () => ({ adapter: 'JavaScript', software: false }),
  async start() {
    const [tensorflow] = await Promise.all([
      import('./tensorflow.ts'),
      import('@tensorflow/tfjs-backend-cpu'),
    ]);
    const { stop } = await tensorflow.activate('cpu');
    const { uploadNetwork, tensorMemory: memory } = tensorflow;
    const upload = (network: Network) => uploadApart(network, uploadNetwork);
    return { onLost: () => {}, upload, memory, stop };
  },
};
