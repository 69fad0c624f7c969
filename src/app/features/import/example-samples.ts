import type { Surface } from '../../../calibration/quotes/surface.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { surfacePricer } from '../../../levy/pricer.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';

/** A surface to try the program with, made by a model with known parameters. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Contract name of the model that made it. */
  readonly model: string;
  /** In the order of the model's parameters. */
  readonly parameters: readonly number[];
  /** Prices it: about a millisecond. */
  readonly make: () => Surface;
}

const PRICE_UNIT = 1e-4;

function sample(
  id: string,
  title: string,
  description: string,
  model: LevyModel,
  parameters: readonly number[],
  market: { readonly spot: number; readonly rate: number } = contractGrid,
): Sample {
  const make = () => {
    const { spot, rate } = market;
    const { maturities } = contractGrid;
    const strikes = contractGrid.strikes.map((strike) => strike * (spot / contractGrid.spot));
    const out = new Float64Array(strikes.length * maturities.length);
    const grid = { spot, rate, dividendYield: 0, strikes, maturities };
    surfacePricer(model, grid).prices(parameters, 'call', out);
    const prices = Array.from(out, (price) => Math.round(price / PRICE_UNIT) / (1 / PRICE_UNIT));
    return { strikes, maturities, prices, spot, rate, dividendYield: 0 };
  };
  return { id, title, description, model: model.name, parameters, make };
}

/** Synthetic surfaces, none of them a market's; the first is shown on the first visit. */
export const samples: readonly Sample[] = [
  sample(
    'vg-index-skew',
    'Index skew',
    'Synthetic Variance Gamma surface: the downward skew of an equity index.',
    varianceGamma,
    [0.18, 0.35, -0.15],
  ),
  sample(
    'vg-high-volatility',
    'High volatility',
    'Synthetic Variance Gamma surface: a volatile share, nearly symmetric smile.',
    varianceGamma,
    [0.45, 0.6, -0.08],
  ),
  sample(
    'cgmy-index',
    'Index jumps',
    'Synthetic CGMY surface: many small jumps, larger ones mostly down.',
    cgmy,
    [0.08, 3.5, 9, 0.9],
  ),
  sample(
    'cgmy-fat-tails',
    'Fat tails',
    'Synthetic CGMY surface: rare large jumps both ways, steep short smiles.',
    cgmy,
    [0.25, 2.5, 4, 0.4],
  ),
  sample(
    'vg-index-5230',
    'Index at 5230.5',
    'Synthetic Variance Gamma surface of an index at 5230.5 with a rate of 3 %.',
    varianceGamma,
    [0.15, 0.5, -0.12],
    { spot: 5230.5, rate: 0.03 },
  ),
];
