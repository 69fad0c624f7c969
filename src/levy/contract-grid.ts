import type { OptionGrid } from './option-layout.ts';

/** Evenly spaced numbers, both ends included. */
export function linspace(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** The REST contract's grid: 20 strikes × 10 maturities, 200 prices strike-major. */
export const contractGrid = {
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
  strikes: linspace(80, 120, 20),
  maturities: linspace(0.1, 2, 10),
} as const satisfies OptionGrid;
