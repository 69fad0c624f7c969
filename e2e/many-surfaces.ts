import { contractGrid } from '../src/levy/contract-grid.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { varianceGamma } from '../src/levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../src/training/data/random.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2025, 0, 2);

/** σ, ν and θ of a surface: they wander through the training box as those of a market might. */
export function parametersOf(index: number): readonly [number, number, number] {
  const day = index / 20;
  return [
    0.22 + 0.06 * Math.sin(day / 2) + 0.02 * Math.sin(3.1 * day),
    0.4 + 0.15 * Math.sin(day / 3 + 1),
    -0.18 + 0.07 * Math.sin(day / 4 + 2) - 0.02 * Math.cos(2.3 * day),
  ];
}

/** The day of a surface, ISO. */
export function dateOf(index: number): string {
  return new Date(FIRST + index * DAY).toISOString().slice(0, 10);
}

/** What is to be wrong with a line. */
type Spoiled = 'a word for a price' | 'a price missing' | 'a negative price';

interface Making {
  /** By index, counted from 0. */
  readonly spoiled?: ReadonlyMap<number, Spoiled>;
  /** Errors of the prices, as a share of each. */
  readonly noise?: number;
}

/** A file of Variance Gamma surfaces on the contract's grid, a line each under a header. */
export function wideSurfaces(count: number, { spoiled, noise = 0 }: Making = {}): string {
  const pricer = surfacePricer(varianceGamma, contractGrid);
  const size = contractGrid.strikes.length * contractGrid.maturities.length;
  const prices = new Float64Array(size);
  const random = randomStream(1);
  const lines = [['date', ...Array.from({ length: size }, (_, i) => `p${i + 1}`)].join(',')];
  for (let index = 0; index < count; index++) {
    pricer.prices(parametersOf(index), 'call', prices);
    const cells = Array.from(prices, (price) =>
      (price * (1 + noise * standardNormal(random))).toFixed(6),
    );
    const trouble = spoiled?.get(index);
    if (trouble === 'a word for a price') cells[7] = 'none given';
    if (trouble === 'a price missing') cells.pop();
    if (trouble === 'a negative price') cells[20] = '-1.5';
    lines.push([dateOf(index), ...cells].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Three lines of such a file as they go wrong. */
export const threeSpoiled: ReadonlyMap<number, Spoiled> = new Map([
  [10, 'a word for a price'],
  [111, 'a price missing'],
  [222, 'a negative price'],
]);
