import { describe, expect, it } from 'vitest';
import { bandEnds, bandText } from './band.ts';

const points = [
  { strike: 90, volatility: 2e-4, price: 0.01 },
  { strike: 100, volatility: undefined, price: 0.02 },
  { strike: 110, volatility: 5e-4, price: 0.03 },
];
const band = { ok: true, points } as const;

describe('bandEnds', () => {
  it('lie as far above the curve as below, in the plot’s unit', () => {
    const curve = points.map(({ strike }) => ({ strike, value: 20 }));
    expect(bandEnds(curve, points, 'volatility')).toEqual([
      { strike: 90, low: 19.98, high: 20.02 },
      { strike: 110, low: 19.95, high: 20.05 },
    ]);
    expect(bandEnds(curve, points, 'price')[1]).toEqual({ strike: 100, low: 19.98, high: 20.02 });
  });
});

describe('bandText', () => {
  it('says how wide the band is, or that there is none and why', () => {
    expect(bandText(band, 'volatility', 100)).toBe('95 % band ± 2.0 to 5.0\u00a0bp');
    expect(bandText(band, 'price', 100)).toBe('95 % band ± 0.010 to 0.030');
    expect(bandText({ ok: false, reason: 'not identified' }, 'price', 100)).toMatch(
      /leave .* free/,
    );
    expect(bandText({ ok: true, points: [] }, 'price', 100)).toBeUndefined();
  });
});
