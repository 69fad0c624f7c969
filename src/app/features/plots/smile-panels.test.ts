import { describe, expect, it } from 'vitest';
import { fitSurface, modelCurve } from '../../../calibration/report/fit.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { panelLayout } from './panel-layout.ts';
import { raggedSurface } from './ragged-surface.fixture.ts';
import { smileCurves, smilePlaces } from './smile-curves.ts';
import { type Panel, panelAt, panelAxes, stepped } from './smile-panels.ts';

const panel = (maturity: number, strikes: readonly number[]): Panel => ({
  maturity,
  quotes: strikes.map((index) => ({ index, strike: 100 + index, value: 20 })),
});
const panels = [panel(0.1, [0, 1, 2, 3]), panel(0.5, [1, 3]), panel(1, [0, 2, 4]), panel(2, [])];

describe('stepped', () => {
  const from = (strike: number, maturity: number) => (key: string) =>
    stepped(panels, 2, { strike, maturity }, 0, key);

  it('shows the crosshair in the chosen panel first', () => {
    expect(stepped(panels, 2, undefined, 2, 'ArrowLeft')).toEqual({ strike: 2, maturity: 2 });
  });

  it('goes along the quotes and on into the next panel', () => {
    expect(from(1, 0)('ArrowRight')).toEqual({ strike: 2, maturity: 0 });
    expect(from(1, 1)('ArrowRight')).toEqual({ strike: 3, maturity: 1 });
    expect(from(3, 1)('ArrowRight')).toEqual({ strike: 0, maturity: 2 });
    expect(from(0, 2)('ArrowLeft')).toEqual({ strike: 3, maturity: 1 });
    expect(from(0, 0)('ArrowLeft')).toEqual({ strike: 0, maturity: 0 });
  });

  it('goes to the nearest quote of another panel, and stays where there is none', () => {
    expect(from(3, 0)('ArrowDown')).toEqual({ strike: 2, maturity: 2 });
    expect(from(1, 1)('ArrowDown')).toEqual({ strike: 1, maturity: 1 });
    expect(from(4, 2)('PageUp')).toEqual({ strike: 3, maturity: 1 });
    expect(from(2, 2)('Home')).toEqual({ strike: 2, maturity: 0 });
    expect(from(2, 2)('ArrowUp')).toEqual({ strike: 2, maturity: 0 });
    expect(from(1, 0)('ArrowUp')).toEqual({ strike: 1, maturity: 0 });
    expect(from(1, 0)('q')).toBeUndefined();
  });
});

describe('panels', () => {
  const size = { width: 700, height: 400 };

  it.each([1, 2, 7, 10, 23, 60])('of %i maturities all fit side by side', (count) => {
    const { columns, rows, width, height } = panelLayout(count, size);
    expect(columns * rows).toBeGreaterThanOrEqual(count);
    expect(columns * (rows - 1)).toBeLessThan(count);
    expect(columns * width).toBeLessThanOrEqual(size.width + 1e-9);
    expect(width).toBeGreaterThan(130);
    expect(height).toBeGreaterThan(90);
    // Up to a dozen are all in view.
    if (count <= 12) expect(rows * height).toBeLessThanOrEqual(size.height + 1e-9);
  });

  it('find the quote under the pointer', () => {
    const layout = panelLayout(4, size);
    const axes = panelAxes([100, 101, 102, 103, 104], [10, 30], layout);
    for (const [maturity, { quotes }] of panels.entries()) {
      const left = (maturity % layout.columns) * layout.width;
      const top = Math.floor(maturity / layout.columns) * layout.height;
      for (const { index, strike } of quotes) {
        const under = panelAt(panels, layout, axes, left + axes.x(strike), top + 30);
        expect(under).toEqual({ strike: index, maturity });
      }
    }
    expect(panelAt(panels, layout, axes, -5, 10)).toBeUndefined();
    expect(panelAt(panels, layout, axes, 10, 5000)).toBeUndefined();
  });
});

describe('smileCurves', () => {
  it('are the model’s own curves, from the first quote to the last of each maturity', () => {
    const surface = raggedSurface();
    const fit = fitSurface(surface, cgmy, [0.024, 0.9, 8.2, 1.28]);
    const curves = smileCurves(smilePlaces(surface, 25), fit);
    expect(curves).toHaveLength(surface.maturities.length);
    for (const [t, curve] of curves.entries()) {
      const width = surface.maturities.length;
      const quoted = surface.strikes.filter((_, i) => surface.prices[i * width + t] !== undefined);
      expect(curve[0]?.strike).toBe(quoted[0]);
      expect(curve.at(-1)?.strike).toBe(quoted.at(-1));
      const ends = modelCurve(surface, cgmy, fit.parameters, t, 2);
      expect(curve[0]?.value).toBeCloseTo(100 * ends[0]!.volatility!, 6);
      expect(curve.at(-1)?.value).toBeCloseTo(100 * ends[1]!.volatility!, 6);
    }
  });
});
