import type { Unfamiliarity } from '../../network/unfamiliarity.ts';
import { fixed } from './numbers.ts';

/** How it is said whether a surface is of the kind that a network was trained on. */

/** From these shares of its own kind's scores on, a surface is unusual for a network, and strange. */
const UNUSUAL = 0.95;
const UNFAMILIAR = 0.99;

export function familiarity({ rank }: Unfamiliarity): 'usual' | 'unusual' | 'unfamiliar' {
  if (rank > UNFAMILIAR) return 'unfamiliar';
  return rank > UNUSUAL ? 'unusual' : 'usual';
}

/** A share never rounded up to all. */
export function shareText(share: number): string {
  const percent = 100 * share;
  const decimals = percent > 90 && percent < 100 ? 1 : 0;
  const floored = Math.floor(percent * 10 ** decimals + 1e-9) / 10 ** decimals;
  return `${fixed(floored, decimals)}\u00a0%`;
}
