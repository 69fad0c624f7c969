import { expect, test } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { createDenoiser } from './denoiser.ts';
import { tinyNetwork } from './engine/testing/tiny-network.ts';
import { networkInputs, timeValues } from './features.ts';
import { goldenInputs, largestAnswerError } from './golden.ts';
import { oracleForward } from './oracle.ts';

const network = tinyNetwork();
const inputs = goldenInputs(network);
const rows = inputs.length / 7;
const outputs = oracleForward(network, inputs, rows);

test('the golden inputs are surfaces of the model across its box', () => {
  expect(rows).toBe(6);
  expect(inputs.every(Number.isFinite)).toBe(true);
  // The first row: σ at its least, ν at two fifths and θ at four fifths of their ranges.
  const calls = new Float64Array(200);
  surfacePricer(varianceGamma, contractGrid).forwardCalls([0.1, 0.46, -0.1], calls);
  const values = new Float64Array(200);
  timeValues(calls, values);
  const expected = networkInputs(createDenoiser(network.family)(values));
  expected.forEach((input, i) => {
    expect(inputs[i]).toBeCloseTo(input, 4);
  });
  const scores = Array.from({ length: rows }, (_, row) =>
    inputs.slice(7 * row, 7 * row + 4).join(),
  );
  expect(new Set(scores).size).toBe(rows);
});

test('the error is the largest of any parameter by its range, and of any half-width by itself', () => {
  // Inside the box, so that nothing is held.
  const truth = outputs.map((_, i) => (i % 9 < 3 ? 0.5 : -3));
  expect(largestAnswerError(network, truth, truth)).toBe(0);
  const off = truth.slice();
  // A unit of output is a quarter of a range.
  off[9 * 4 + 1]! += 0.02;
  off[9 * 2 + 2]! -= 0.01;
  expect(largestAnswerError(network, off, truth)).toBeCloseTo(0.005, 12);
  // A half-width that is a tenth of itself too wide.
  off[9 * 3 + 3]! += Math.log(1.1);
  expect(largestAnswerError(network, off, truth)).toBeCloseTo(0.01, 12);
  off[9 * 5]! = Number.NaN;
  expect(largestAnswerError(network, off, truth)).toBeNaN();
});

test('single precision is within a backend’s tolerance', () => {
  const error = largestAnswerError(network, Float32Array.from(outputs), outputs);
  expect(error).toBeLessThan(1e-6);
});
