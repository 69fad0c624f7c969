import type { Disturbance } from '../data/noise.ts';
import { undisturbed } from '../data/noise.ts';

/** How held-out surfaces are disturbed before a network sees them. */
export interface Condition {
  readonly condition: string;
  readonly disturbance: Disturbance;
}

const relative = (deviation: number): Condition => ({
  condition: `relative noise ${Math.round(100 * deviation)} %`,
  disturbance: { ...undisturbed, deviation },
});

/**
 * A cent on a spot of 100, undiscounted and over the forward. Errors are drawn evenly from half a
 * tick to either side; what rounding leaves of a price far under half a cent is less than that.
 */
const CENT = 1e-4;

/** What networks are judged by: prices as models, spreadsheets and markets have them. */
export const conditions: readonly Condition[] = [
  { condition: 'clean', disturbance: undisturbed },
  { condition: 'rounded to cents', disturbance: { ...undisturbed, tick: CENT } },
  relative(0.01),
  relative(0.05),
  relative(0.1),
  {
    condition: '20 % of cells missing',
    disturbance: { ...undisturbed, missing: { kind: 'scattered', share: 0.2 } },
  },
];
