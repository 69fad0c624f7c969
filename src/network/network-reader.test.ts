import { describe, expect, it } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { createDenoiser } from './denoiser.ts';
import { tinyNetwork } from './engine/testing/tiny-network.ts';
import { networkInputs, timeValues } from './features.ts';
import { networkReader } from './network-reader.ts';
import { networkAnswer } from './outputs.ts';
import { unfamiliarityScorer } from './unfamiliarity.ts';

const network = tinyNetwork();
const { read, answer } = networkReader(network);
const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).forwardCalls([0.25, 0.4, -0.2], calls);
const values = new Float64Array(200);
timeValues(calls, values);
const outputs = [0.5, -0.25, 1, -5, -4, -3, -4, -3, -2];

describe('networkReader', () => {
  it('reads what the denoiser makes of the prices', () => {
    const denoised = createDenoiser(network.family)(values);
    const { inputs, noise } = read(values);
    expect(inputs).toEqual(networkInputs(denoised));
    expect(inputs).toHaveLength(network.layers[0]!);
    expect(noise).toEqual(denoised.noise);
  });

  it('keeps an answer apart from the next', () => {
    const first = read(values);
    const kept = { inputs: first.inputs.slice(), noise: { ...first.noise } };
    read(new Float64Array(200).fill(0.3));
    expect(first).toEqual(kept);
  });

  it('answers with parameters, and with errors, noise and unfamiliarity as its trust', () => {
    const noise = { relative: 0.03, absolute: 1e-5 };
    const { trust, ...rest } = answer(values, noise, outputs);
    const { errors, ...expected } = networkAnswer(varianceGamma, network.card, outputs);
    expect(rest).toEqual(expected);
    expect(trust.errors).toEqual(errors);
    expect(trust.noise).toEqual(noise);
    const { unfamiliarity, input } = network.card;
    const scorer = unfamiliarityScorer(varianceGamma, unfamiliarity.tolerance, input.floor);
    const score = scorer(values, rest.parameters, noise);
    expect(trust.unfamiliarity.score).toBe(score);
    // Beyond both of the card's quantiles, since these are not the parameters of these prices.
    expect(score).toBeGreaterThan(2);
    expect(trust.unfamiliarity.rank).toBe(1);
  });

  it('ranks by the card', () => {
    // −0.8, −2/3 and 0.4 of a scale of a quarter of each range: the true parameters.
    const right = [-0.8, -2 / 3, 0.4, ...outputs.slice(3)];
    const off = values.map((value, cell) => value + (cell % 2 === 0 ? 1 : -1) * 3e-5);
    const { trust } = answer(off, { relative: 1e-6, absolute: 3e-5 }, right);
    const { score, rank } = trust.unfamiliarity;
    expect(score).toBeGreaterThan(0.05);
    expect(score).toBeLessThan(1);
    expect(rank).toBeCloseTo(0.5 * score, 12);
  });

  it.each([1e6, 1e154, 1e200, 1e300, Number.MAX_VALUE, -1e300])(
    'stays finite for prices of %s forwards',
    (price) => {
      for (const cells of [200, 1]) {
        const wild = values.map((value, cell) => (cell < cells ? price : value));
        const { inputs, noise } = read(wild);
        expect(inputs.every(Number.isFinite)).toBe(true);
        const { score, rank } = answer(wild, noise, outputs).trust.unfamiliarity;
        expect(score).toBeGreaterThan(1e3);
        expect(score).toBeLessThan(1e15);
        expect(rank).toBe(1);
      }
    },
  );

  it('leaves gaps gaps', () => {
    const gaps = values.map((value, cell) => (cell % 4 === 0 ? Number.NaN : value));
    expect(read(gaps).inputs.at(-1)).toBeCloseTo(0.75, 6);
  });

  it('is one for each network', () => {
    expect(networkReader(network)).toBe(networkReader(network));
    expect(networkReader(tinyNetwork())).not.toBe(networkReader(network));
  });

  it('knows no model that there is not', () => {
    const stranger = { ...network, card: { ...network.card, model: 'Merton' } };
    expect(() => networkReader(stranger)).toThrow('No model is called Merton.');
  });
});
