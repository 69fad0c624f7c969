import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Backend } from './backend.ts';
import { isSoftwareAdapter } from './software-adapter.ts';

/** TensorFlow.js in WebGL 2 shaders, for graphics hardware without WebGPU. */
export const webgl: Backend = {
  name: 'webgl',
  async probe() {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) throw new Error('This browser offers no WebGL 2.');
    const adapter = rendererName(gl);
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return { adapter, software: isSoftwareAdapter(adapter) };
  },
  async start() {
    const [tensorflow] = await Promise.all([
      import('./tensorflow.ts'),
      import('./kernels/webgl.ts'),
    ]);
    const { instance, stop } = await tensorflow.activate('webgl', {
      WEBGL_CPU_FORWARD: false,
      // Who gets this far wants WebGL on software graphics too.
      SOFTWARE_WEBGL_ENABLED: true,
    });
    tensorflow.assertComputesOnDevice();
    const { canvas } = (instance as MathBackendWebGL).getGPGPUContext().gl;
    return {
      onLost(listener) {
        const lost = () => listener('Its context was lost.');
        canvas.addEventListener('webglcontextlost', lost, { once: true });
      },
      upload: (network) =>
        tensorflow.uploadNetwork(network, (task) =>
          tensorflow.withFlag('WEBGL_DELETE_TEXTURE_THRESHOLD', 0, task),
        ),
      memory: tensorflow.tensorMemory,
      stop,
    };
  },
};

/** The real name, which browsers keep in an extension; Firefox gives it without. */
function rendererName(gl: WebGL2RenderingContext): string {
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
