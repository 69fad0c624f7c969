import { expect, it } from 'vitest';
import { isSoftwareAdapter } from './software-adapter.ts';

it.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'google swiftshader',
  'Mesa/X.org, llvmpipe (LLVM 15.0.7, 256 bits)',
  'lavapipe',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)',
  'Apple Software Renderer',
])('knows %s as software', (name) => expect(isSoftwareAdapter(name)).toBe(true));

it.each([
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
  'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  'AMD Radeon Graphics (radeonsi, renoir, LLVM 15.0.7, DRM 3.49)',
  'nvidia ampere',
  'unnamed adapter',
])('takes %s for hardware', (name) => expect(isSoftwareAdapter(name)).toBe(false));
