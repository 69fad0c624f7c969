import { describe, expect, it } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import { surfacePricer } from '../../../levy/pricer.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { cellViews, isQuoted } from './cells.ts';
import { raggedSurface } from './ragged-surface.fixture.ts';
import { describe as sentenceOf } from './sentences.ts';

const out = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).prices([0.18, 0.35, -0.15], 'call', out);
const surface: Surface = { ...contractGrid, dividendYield: 0, prices: Array.from(out) };
const fit = fitSurface(surface, varianceGamma, [0.19, 0.35, -0.15]);

function views(from = surface, fitted: typeof fit | undefined = fit) {
  const cells = cellViews(from, fitted);
  const slice = (t: number) => cells.filter(isQuoted).filter(({ index }) => index.maturity === t);
  return { cells, slice };
}

/** The sentence on a view, the arguments in one line. */
function sentence(
  view: Parameters<typeof sentenceOf>[0]['view'],
  quantity: 'volatility' | 'price',
  of: Surface,
  fitted: typeof fit | undefined,
  cells: ReturnType<typeof views>['cells'],
  slice: ReturnType<ReturnType<typeof views>['slice']>,
  maturity: number,
) {
  return sentenceOf({ view, quantity, surface: of, fit: fitted, cells, slice, maturity });
}

describe('describe', () => {
  it('says what a smile shows, with its level and its largest residual', () => {
    const { cells, slice } = views();
    expect(sentence('smile', 'volatility', surface, fit, cells, slice(2), 2)).toMatch(
      /^Implied volatility by strike at maturity 0\.52 years: at the money at 0\.52 years the market is 1\d\.\d\d\u00a0%, the fit 1\d\.\d\d\u00a0%; largest residual \+\d+\u00a0bp at strike \d+\.\d\d\.$/,
    );
  });

  it('names the cell of the largest residual of all', () => {
    const { cells, slice } = views();
    expect(sentence('residuals', 'price', surface, fit, cells, slice(2), 2)).toMatch(
      /^Fit minus market call price of 200 quotes at 20 strikes and 10 maturities: .*; largest residual \+\d\.\d{4} at strike \d+\.\d\d, maturity 2\.00\.$/,
    );
  });

  it('says what the other views are of', () => {
    const { cells, slice } = views();
    const of = (view: 'smiles' | 'term' | 'density') =>
      sentence(view, 'volatility', surface, fit, cells, slice(2), 2);
    expect(of('smiles')).toMatch(
      /^Implied volatility by strike, a panel for each maturity, of 200/,
    );
    expect(of('term')).toMatch(/^Volatility at the forward and skew by maturity of 200 quotes/);
    expect(of('density')).toBe('Density of the spot at maturity 0.52 years.');
  });

  it('does without a fit', () => {
    const { cells, slice } = views(surface, undefined);
    const text = sentence('surface', 'volatility', surface, undefined, cells, slice(0), 0);
    expect(text).toContain('the market is');
    expect(text).toMatch(/; nothing is fitted yet\.$/);
  });

  it('counts quotes, not cells, and those inside bid and ask', () => {
    const ragged = raggedSurface();
    const near = fitSurface(ragged, cgmy, [0.024, 0.9, 8.2, 1.28]);
    const { cells, slice } = views(ragged, near);
    const text = sentence('residuals', 'price', ragged, near, cells, slice(0), 0);
    expect(text).toContain('option price of 87 quotes at 66 strikes and 7 maturities');
    const inside = cells.filter(({ quote }) => quote?.isInside).length;
    expect(text).toContain(`${inside} of 87 quotes inside bid–ask.`);
    expect(sentence('smile', 'volatility', ragged, near, cells, slice(0), 0)).toContain(' of 8 ');
  });

  it('says that a maturity has no quotes', () => {
    const prices = surface.prices.map((price, i) => (i % 10 === 2 ? undefined : price));
    const { cells, slice } = views({ ...surface, prices }, undefined);
    const text = sentence('smile', 'volatility', surface, undefined, cells, slice(2), 2);
    expect(text).toContain('nothing is quoted at 0.52 years');
  });
});
