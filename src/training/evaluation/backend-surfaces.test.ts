import { expect, test } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { models } from '../../levy/models.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import { timeValues } from '../../network/features.ts';
import { networkReader } from '../../network/network-reader.ts';
import { backendSurfaces } from './backend-surfaces.ts';

const network = tinyNetwork();
const WIDTH = network.layers[0]!;
const EXTREMES = 5 * (8 + 6);
const surfaces = backendSurfaces(varianceGamma, network, 200, 7);
const row = (n: number, { inputs } = surfaces) => inputs.slice(n * WIDTH, (n + 1) * WIDTH);

test('every corner and face centre comes under every disturbance', () => {
  const extremes = surfaces.places.slice(0, EXTREMES).map((place) => place.split('; '));
  const points = new Set(extremes.map(([point]) => point));
  const corners = ['0.1', '0.6'].flatMap((sigma) =>
    ['0.1', '1'].flatMap((nu) => ['-0.5', '0'].map((theta) => [sigma, nu, theta])),
  );
  const centre = ['0.35', '0.55', '-0.25'];
  const faces = ['0.1', '0.6', '0.1', '1', '-0.5', '0'].map((edge, n) =>
    centre.with(Math.floor(n / 2), edge),
  );
  const wanted = [...corners, ...faces].map(([s, n, t]) => `σ ${s}, ν ${n}, θ ${t}`);
  expect([...points].sort()).toEqual(wanted.sort());
  for (const point of points) {
    const disturbances = extremes.filter(([p]) => p === point).map(([, text]) => text);
    expect(disturbances).toEqual([
      'clean',
      'tick 0.00010 of the forward',
      'noise of 1 %',
      'noise of 10 %',
      '20 % missing',
    ]);
  }
});

test('inputs are what the network makes of the prices at the place named', () => {
  const calls = new Float64Array(200);
  const values = new Float64Array(200);
  const seen = surfaces.places.indexOf('σ 0.6, ν 0.1, θ -0.5; clean');
  surfacePricer(varianceGamma, contractGrid).forwardCalls([0.6, 0.1, -0.5], calls);
  timeValues(calls, values);
  expect(row(seen)).toEqual(networkReader(network).read(values).inputs);
  for (const [n, place] of surfaces.places.slice(0, EXTREMES).entries()) {
    const observed = row(n).at(-1)!;
    if (place.endsWith('missing')) expect(Math.abs(observed - 0.8)).toBeLessThan(0.12);
    else expect(observed).toBeCloseTo(1, 6);
  }
});

test('surfaces differ, those of a seed come again, and others are drawn by another', () => {
  expect(new Set(surfaces.places).size).toBe(200);
  expect(new Set(surfaces.places.map((_, n) => row(n).join())).size).toBe(200);
  expect(backendSurfaces(varianceGamma, network, 200, 7)).toEqual(surfaces);
  const other = backendSurfaces(varianceGamma, network, 200, 8);
  expect(other.places.slice(0, EXTREMES)).toEqual(surfaces.places.slice(0, EXTREMES));
  expect(other.places.slice(EXTREMES)).not.toEqual(surfaces.places.slice(EXTREMES));
  expect(backendSurfaces(varianceGamma, network, 3, 7).inputs).toEqual(
    surfaces.inputs.slice(0, 3 * WIDTH),
  );
});

test('no model leaves a point of its box out', () => {
  for (const model of models) {
    const points = 2 ** model.parameters.length + 2 * model.parameters.length;
    const { places } = backendSurfaces(model, network, points, 1);
    expect(new Set(places.map((place) => place.split(';')[0])).size).toBe(points);
    expect(places.every((place) => place.endsWith('; clean'))).toBe(true);
  }
});
