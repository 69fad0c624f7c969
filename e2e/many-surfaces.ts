import { contractGrid } from '../src/levy/contract-grid.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { varianceGamma } from '../src/levy/variance-gamma.ts';

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
export type Spoiled = 'a word for a price' | 'a price missing' | 'a negative price';

/**
 * A file of Variance Gamma surfaces on the contract's grid, a line each under a header.
 * @param decimals of the prices
 */
export function wideSurfaces(
  count: number,
  spoiled: ReadonlyMap<number, Spoiled> = new Map(),
  decimals = 6,
): string {
  const pricer = surfacePricer(varianceGamma, contractGrid);
  const size = contractGrid.strikes.length * contractGrid.maturities.length;
  const prices = new Float64Array(size);
  const lines = [['date', ...Array.from({ length: size }, (_, i) => `p${i + 1}`)].join(',')];
  for (let index = 0; index < count; index++) {
    pricer.prices(parametersOf(index), 'call', prices);
    const cells = Array.from(prices, (price) => price.toFixed(decimals));
    const trouble = spoiled.get(index);
    if (trouble === 'a word for a price') cells[7] = 'none given';
    if (trouble === 'a price missing') cells.pop();
    if (trouble === 'a negative price') cells[20] = '-1.5';
    lines.push([dateOf(index), ...cells].join(','));
  }
  return `${lines.join('\n')}\n`;
}
