import { expect, test } from 'vitest';
import { engineLine, errorText, shortAdapter } from './engine-words.ts';

test.each([
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Laptop GPU Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060…',
  ],
  [
    'ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)',
    'ANGLE Metal Renderer: A…',
  ],
  ['Apple M1', 'Apple M1'],
])('%s is shown as %s', (adapter, short) => {
  expect(shortAdapter(adapter)).toBe(short);
});

test('the line names backend, latency and error', () => {
  const status = {
    phase: 'ready',
    choice: 'auto',
    backend: 'wasm',
    latencyMs: 0.42,
    oracleError: 3.2e-7,
    trials: [],
  } as const;
  expect(engineLine(status)).toEqual({ backend: 'WASM', facts: '0.4\u00a0ms · error 3e−7' });
  expect(errorText(0)).toBe('0');
  expect(engineLine({ phase: 'failed', choice: 'auto', trials: [] }).backend).toBe('Failed');
});
