import { expect, test } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import { backendAgreement } from './backend-agreement.ts';

/*
 * The tiny network's parameters are the middle of their range plus a quarter of it times an output,
 * so a change of an output is a quarter as much of the range.
 */

const network = tinyNetwork();
const WIDTH = 9;

/** Outputs of so many surfaces, all inside the box. */
const outputsOf = (surfaces: number) =>
  Float64Array.from({ length: surfaces * WIDTH }, (_, i) => Math.sin(i) - 0.5);

const compare = (own: Float64Array, oracle: Float64Array) =>
  backendAgreement(varianceGamma, network, own, oracle);

test('finds the parameter that is furthest off, as a share of its range', () => {
  const oracle = outputsOf(8);
  const own = oracle.slice();
  own[2 * WIDTH] = own[2 * WIDTH]! + 0.01;
  own[5 * WIDTH + 1] = own[5 * WIDTH + 1]! - 0.02;
  const { parameters, errors } = compare(own, oracle);
  expect(parameters).toMatchObject({ surface: 5, label: 'ν' });
  expect(parameters.largest).toBeCloseTo(0.005, 12);
  expect(errors.largest).toBe(0);
});

test('finds the half-width that is furthest off, as a difference of logarithms', () => {
  const oracle = outputsOf(4);
  const own = oracle.slice();
  own[3 * WIDTH + 3 + 4] = own[3 * WIDTH + 3 + 4]! + 0.03;
  const { parameters, errors } = compare(own, oracle);
  expect(errors).toMatchObject({ surface: 3, label: 'ν 95 %' });
  expect(errors.largest).toBeCloseTo(0.03, 12);
  expect(parameters.largest).toBe(0);
});

test('99.9 % of 6,000 differences leave five out, and not six', () => {
  const oracle = outputsOf(2000);
  const own = oracle.slice();
  const spoil = (surface: number) => {
    own[surface * WIDTH + 2] = own[surface * WIDTH + 2]! + 0.4;
  };
  for (let surface = 0; surface < 5; surface++) spoil(100 * surface);
  expect(compare(own, oracle).parameters.p999).toBe(0);
  spoil(1999);
  expect(compare(own, oracle).parameters.p999).toBeCloseTo(0.1, 12);
});

test('a number that is not finite is no agreement', () => {
  const oracle = outputsOf(4);
  const own = oracle.slice();
  own[WIDTH + 2] = Number.NaN;
  own[3 * WIDTH] = 1;
  const { parameters } = compare(own, oracle);
  expect(parameters).toMatchObject({ largest: Number.NaN, surface: 1, label: 'θ' });
  expect(() => compare(own.slice(1), oracle)).toThrow('35 outputs stand beside 36 of the oracle.');
});
