import { describe, expect, it } from 'vitest';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { tinyNetwork } from './engine/testing/tiny-network.ts';
import { networkAnswer } from './outputs.ts';

// Middles 0.35, 0.55, −0.25 and a scale of a quarter of each range.
const { card } = tinyNetwork();
const answer = (coordinates: readonly number[], errors: readonly number[] = Array(6).fill(-3)) =>
  networkAnswer(varianceGamma, card, [...coordinates, ...errors]);

describe('parameters', () => {
  it('are the outputs in the scale of their coordinates', () => {
    const { parameters, atEdge } = answer([1, -0.5, 0]);
    expect(parameters[0]).toBeCloseTo(0.35 + 0.125, 12);
    expect(parameters[1]).toBeCloseTo(0.55 - 0.1125, 12);
    expect(parameters[2]).toBeCloseTo(-0.25, 12);
    expect(atEdge).toEqual([]);
  });

  it('are held within the box, which is said', () => {
    const { parameters, atEdge } = answer([-50, 0, 1e9]);
    expect([...parameters]).toEqual([0.1, expect.closeTo(0.55, 12), 0]);
    expect(atEdge).toEqual(['sigma', 'theta']);
  });

  it('of outputs that are no numbers are none, and at the edge', () => {
    const { parameters, atEdge } = answer([Number.NaN, 0, 0]);
    expect(parameters[0]).toBeNaN();
    expect(atEdge).toEqual(['sigma']);
  });
});

describe('errors', () => {
  it('are shares of the ranges, those of 68 % first', () => {
    const { errors } = answer([0, 0, 0], [0.01, 0.02, 0.03, 0.04, 0.05, 0.06].map(Math.log));
    const expected = [
      [0.5 * 0.01, 0.5 * 0.04],
      [0.9 * 0.02, 0.9 * 0.05],
      [0.5 * 0.03, 0.5 * 0.06],
    ];
    expected.forEach(([p68 = 0, p95 = 0], i) => {
      expect(errors[i]?.p68).toBeCloseTo(p68, 12);
      expect(errors[i]?.p95).toBeCloseTo(p95, 12);
    });
  });

  it('never hold more truths in less', () => {
    const { errors } = answer([0, 0, 0], [-2, -2, -2, -3, -2, -1]);
    expect(errors.map(({ p68, p95 }) => p95 >= p68)).toEqual([true, true, true]);
    expect(errors[0]?.p95).toBe(errors[0]?.p68);
  });

  it('end at e times the range', () => {
    const { errors } = answer([0, 0, 0], [700, 0.5, -3, 1e4, 700, 2]);
    expect(errors[0]).toEqual({ p68: 0.5 * Math.E, p95: 0.5 * Math.E });
    expect(errors[1]?.p95).toBe(0.9 * Math.E);
    expect(errors[1]?.p68).toBeCloseTo(0.9 * Math.exp(0.5), 12);
    expect(errors[2]?.p95).toBe(0.5 * Math.E);
  });
});
