import { blackPrice } from '../../levy/black.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { timeValues } from '../../network/features.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network/network-grid.ts';

/** Surfaces that a network was not made for: each call writes time values over the forward. */
export interface Strangers {
  readonly name: string;
  readonly next: (random: () => number, out: Float64Array) => void;
}

/** How far outside, in widths of the box. */
const OUTSIDE = 0.5;

/** What the unfamiliarity of a network of `model` has to tell from its own surfaces. */
export function strangersTo(model: LevyModel): readonly Strangers[] {
  return [
    { name: 'uniform noise', next: uniformNoise },
    { name: 'one parameter 50 % outside the box', next: outsideTheBox(model, 'one') },
    { name: 'all parameters 50 % outside the box', next: outsideTheBox(model, 'all') },
    { name: 'Black–Scholes with a steep skew', next: steepSkew },
  ];
}

/** Every call anywhere between nothing and the forward. */
function uniformNoise(random: () => number, out: Float64Array): void {
  const calls = Float64Array.from({ length: CELL_COUNT }, random);
  timeValues(calls, out);
}

/**
 * One parameter, or all of them, beyond an end of the range by half of its width; the others anywhere
 * in their ranges. Parameter and ends are drawn evenly, and again where the model does not exist.
 */
function outsideTheBox(model: LevyModel, which: 'one' | 'all'): Strangers['next'] {
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  return (random, out) => {
    for (;;) {
      const chosen = Math.floor(random() * model.parameters.length);
      const parameters = model.parameters.map(({ range }, i) => {
        const width = range.max - range.min;
        const place = random();
        if (which === 'one' && i !== chosen) return range.min + place * width;
        return place < 0.5 ? range.min - OUTSIDE * width : range.max + OUTSIDE * width;
      });
      const exists = model.parameters.every(({ domain }, i) => {
        const value = parameters[i] ?? Number.NaN;
        return value > domain.min && value < domain.max;
      });
      if (!exists || model.domainProblem(parameters)) continue;
      pricer.forwardCalls(parameters, calls);
      timeValues(calls, out);
      return;
    }
  };
}

/** Volatility falls by 0.3 to 0.8 a unit of ln(K/F) at every maturity, where Lévy skews flatten. */
function steepSkew(random: () => number, out: Float64Array): void {
  const level = 0.2 + 0.3 * random();
  const slope = -0.3 - 0.5 * random();
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    const k = networkLogMoneyness[cell] as number;
    const volatility = Math.max(level + slope * k, 0.02);
    const deviation = volatility * Math.sqrt(networkMaturity(cell));
    out[cell] = blackPrice(k, deviation, k >= 0 ? 'call' : 'put');
  }
}

/** Probability that one of `strange` scores higher than one of `familiar` (Mann & Whitney). */
export function areaUnderCurve(strange: readonly number[], familiar: readonly number[]): number {
  const all = [
    ...strange.map((score) => ({ score, isStrange: true })),
    ...familiar.map((score) => ({ score, isStrange: false })),
  ].sort((a, b) => a.score - b.score);
  let below = 0;
  let wins = 0;
  for (let i = 0; i < all.length; ) {
    // Equal scores win half.
    let end = i;
    let strangers = 0;
    while (end < all.length && Object.is(all[end]?.score, all[i]?.score)) {
      if (all[end]?.isStrange) strangers++;
      end++;
    }
    const own = end - i - strangers;
    wins += strangers * (below + own / 2);
    below += own;
    i = end;
  }
  return wins / (strange.length * familiar.length);
}
