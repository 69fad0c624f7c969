import { expect, test } from 'vitest';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import type { PriceNoise } from '../../../network/price-noise.ts';
import { agreementText, familiarityText, networkValueText, priceNoiseText } from './trust-words.ts';

const NBSP = '\u00a0';
const plain = (text: string) => text.replaceAll(NBSP, ' ');
const [sigma] = varianceGamma.parameters;

test('the network’s value has the digits that its own error allows', () => {
  expect(plain(networkValueText(0.18172, 0.00616, sigma!))).toBe('0.182 ± 0.006');
  expect(plain(networkValueText(0.18172, 0.0009, sigma!))).toBe('0.1817 ± 0.0009');
});

const error = (p95: number) => ({ p68: p95 / 2, p95 });
const network = {
  parameters: [0.18, 0.35, -0.15],
  trust: {
    errors: [error(0.01), error(0.02), error(0.005)],
    unfamiliarity: { score: 1, rank: 0.5 },
    noise: { relative: 0, absolute: 0 },
  },
};

test.each([
  [[0.185, 0.34, -0.149], 'All 3 parameters agree within the network’s own ± at 95 %.'],
  [[0.185, 0.34, -0.16], 'Within the network’s own ± at 95 %, σ and ν agree; θ does not.'],
  [[0.2, 0.34, -0.16], 'Within the network’s own ± at 95 %, ν agrees; σ and θ do not.'],
  [[0.2, 0.4, -0.16], 'No parameter agrees within the network’s own ± at 95 %.'],
])('a fit at %j is held against the network’s own errors', (parameters, said) => {
  expect(plain(agreementText(varianceGamma, network, { parameters }))).toBe(said);
});

test.each([
  [
    { score: 0.16, rank: 0.045 },
    /of the kind .* by 0\.16 times what .* on 4 % of its test surfaces/,
  ],
  [{ score: 8.42, rank: 0.97361 }, /unusual for .* by 8\.4 times .* on 97\.3 % of/],
  [{ score: 24.6, rank: 0.99999 }, /unlike those .* by 25 times .* on 99\.9 % of/],
  [{ score: 5e6, rank: 1 }, /unlike those .* by more than 999 times .* on nearly all of/],
  [{ score: Number.NaN, rank: Number.NaN }, /cannot tell/],
])('%j is put in words', (unfamiliarity, said) => {
  const noise = { relative: 1e-6, absolute: 1e-9 };
  expect(plain(familiarityText({ noise, unfamiliarity }))).toMatch(said);
});

test('noise that may hide a shape makes no surface familiar', () => {
  const said = (relative: number, absolute: number, rank: number) =>
    familiarityText({ noise: { relative, absolute }, unfamiliarity: { score: 2, rank } });
  expect(said(0.014, 1e-9, 0.75)).toMatch(/^If what seems noise is noise, the quotes are of/);
  expect(said(1e-6, 6e-5, 0.75)).toMatch(/^If what seems noise/);
  expect(said(1e-6, 2.9e-5, 0.75)).toMatch(/^The quotes are of the kind/);
  expect(said(0.43, 1e-9, 0.924)).toBe(
    'The network was trained on no prices as noisy as these seem.',
  );
  expect(said(0.43, 1e-9, 0.999)).toMatch(/^The quotes are unlike/);
});

const noiseText = (noise: PriceNoise, spot: number, rank = 0.5) =>
  priceNoiseText({ noise, unfamiliarity: { score: 1, rank } }, spot);

test.each([
  [{ relative: 0.0009, absolute: 1e-9 }, 'noisy by 0.090 % of the price.'],
  [{ relative: 7e-5, absolute: 2.9e-5 }, 'noisy by 0.0070 % of the price and off by'],
  [{ relative: 3.1e-5, absolute: 1.9e-5 }, 'off by about 0.0019 each, as if rounded to 0.007.'],
  [{ relative: 1e-6, absolute: 2.89e-5 }, 'off by about 0.0029 each, as if rounded to 0.01.'],
  [{ relative: 0.094, absolute: 1.8e-5 }, 'noisy by 9.4 % of the price.'],
])('noise of %j at a spot of 100 is put in words', (noise, said) => {
  expect(plain(noiseText(noise, 100))).toContain(`The prices seem ${said}`);
});

test('of surfaces it does not know, the network cannot tell the noise', () => {
  const unknown = 'The network cannot tell how noisy these prices are.';
  expect(noiseText({ relative: 1e-6, absolute: 1e-9 }, 100, 0.993)).toBe(unknown);
  expect(noiseText({ relative: 0.0017, absolute: 0 }, 100, 0.993)).toBe(unknown);
});

test('what is found exact is only said to be without noise', () => {
  expect(noiseText({ relative: 1e-6, absolute: 1e-9 }, 100)).toBe(
    'The network finds no noise in the prices above 0.00010.',
  );
});

test('what seems noise may be another shape', () => {
  const doubt = 'A shape that the network does not know would look the same.';
  expect(noiseText({ relative: 0.014, absolute: 0 }, 100)).toContain(doubt);
  const little = { relative: 5e-4, absolute: 2.9e-5 };
  expect(noiseText(little, 100)).not.toContain(doubt);
  expect(noiseText(little, 100, 0.96)).toContain(doubt);
});

test('more than training ever rounded is called no rounding', () => {
  expect(noiseText({ relative: 0, absolute: 2e-4 }, 100)).toMatch(/off by about 0\.020 each\. A/);
});

test('errors of one size are said in the currency of the spot', () => {
  expect(noiseText({ relative: 0, absolute: 2.89e-5 }, 5000)).toContain(
    'off by about 0.14 each, as if rounded to 0.5.',
  );
});
