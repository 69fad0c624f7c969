import { expect, test } from 'vitest';
import { cgmy } from '../../../levy/cgmy.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { slid, sliderRange, sliderStep } from './slider-range.ts';

const [sigma] = varianceGamma.parameters;
const [C, G, M, Y] = cgmy.parameters;

test('a slider is as long as the training range, and reaches a value beyond it', () => {
  expect(sliderRange(sigma!, [0.2, 0.3])).toEqual({ min: 0.1, max: 0.6 });
  expect(sliderRange(C!, [2.5, 0.1])).toEqual({ min: 0.01, max: 3 });
  expect(sliderRange(Y!, [-0.3]).min).toBeCloseTo(-0.4);
});

test('no end lies where the model does not exist', () => {
  expect(sliderRange(sigma!, [0.002]).min).toBe(0.001);
  expect(sliderRange(G!, [0.1]).min).toBe(0.05);
  expect(sliderRange(M!, [1.01]).min).toBeGreaterThan(1);
  expect(sliderRange(Y!, [1.99]).max).toBeLessThan(2);
});

test('an arrow key adds a round two-hundredth, with Shift ten of them', () => {
  const range = { min: 0.1, max: 0.6 };
  expect(sliderStep(range)).toBe(0.002);
  expect(sliderStep({ min: 1, max: 10 })).toBe(0.05);
  expect(slid(0.18, range, 'ArrowRight', false)).toBe(0.182);
  expect(slid(0.18, range, 'ArrowUp', true)).toBe(0.2);
  expect(slid(0.18, range, 'ArrowLeft', false)).toBe(0.178);
  expect(slid(0.18, range, 'PageDown', false)).toBe(0.16);
  expect(slid(0.101, range, 'ArrowDown', false)).toBe(0.1);
  expect(slid(0.5, range, 'End', false)).toBe(0.6);
  expect(slid(0.5, range, 'Home', false)).toBe(0.1);
  expect(slid(0.5, range, 'Tab', false)).toBeUndefined();
});
