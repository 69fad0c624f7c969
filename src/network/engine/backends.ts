import type { Backend, BackendName } from './backend.ts';
import { cpu } from './cpu.ts';
import { oracle } from './oracle.ts';
import { wasm } from './wasm.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** Every backend; TensorFlow.js itself is fetched by the first that starts. */
export const backends: Readonly<Record<BackendName, Backend>> = {
  webgpu,
  webgl,
  wasm,
  cpu,
  oracle,
};
