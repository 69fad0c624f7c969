import { expect, it } from 'vitest';
import { backendChoice } from './backend-choice.ts';

it('reads a known backend', () => {
  expect(backendChoice('?a=1&backend=webgl')).toEqual({ choice: 'webgl' });
  expect(backendChoice('?backend=auto')).toEqual({ choice: 'auto' });
});

it('is auto without one', () => {
  expect(backendChoice('')).toEqual({ choice: 'auto' });
});

it.each(['', 'gpu', 'WebGL', 'constructor'])('says that there is no backend “%s”', (name) => {
  const { choice, message } = backendChoice(`?backend=${name}`);
  expect(choice).toBe('auto');
  expect(message).toContain(`“${name}” (auto, webgpu, webgl, wasm, cpu, oracle)`);
});
