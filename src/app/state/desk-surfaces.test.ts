import { expect, test } from 'vitest';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { collectGarbage } from '../../testing/collect-garbage.ts';
import { surfaceList } from './desk-surfaces.ts';

const edited = (price: number): Surface => ({
  strikes: [90, 100, 110],
  maturities: [0.5],
  prices: [13.1, price, 3],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
});

function write(...surfaces: Surface[]): void {
  const { place } = surfaceList();
  for (const [i, surface] of surfaces.entries()) place(surface, surfaces[i - 1]);
}

test('what undo has dropped is not kept by what was written after it', async () => {
  let latest = edited(6);
  const first = new WeakRef(latest);
  for (let price = 7; price < 10; price++) {
    const next = edited(price);
    write(latest, next);
    latest = next;
  }
  await collectGarbage();
  expect(first.deref()).toBeUndefined();
  expect(latest.prices[1]).toBe(9);
});
