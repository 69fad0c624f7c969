import { quotedCells } from '../../../calibration/quotes/surface.ts';
import { models } from '../../../levy/models.ts';
import type { CalibrationState, Outcome } from '../../state/calibration-store.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';
import { outcomeOf } from '../../state/saved-calibration.ts';
import { surfaceDifference } from '../../state/surface-difference.ts';

/** A result that can stand on either side of a comparison. */
export interface Side {
  readonly id: string;
  readonly label: string;
  /** Prices a kept surface anew: asked for when the side is chosen. */
  readonly outcome: () => Promise<Outcome | undefined>;
}

/** The models on the quotes on screen, then what is kept, newest first. */
export function sidesOf(
  comparison: CalibrationState['comparison'],
  entries: readonly HistoryEntry[],
  timeOf: (at: string) => string,
): Side[] {
  const current = models.flatMap(({ name, title }): Side[] => {
    const answer = comparison.get(name);
    if (!answer || !('outcome' in answer)) return [];
    return [{ id: name, label: `${title}, quotes on screen`, outcome: async () => answer.outcome }];
  });
  const kept = entries
    .filter(({ saved }) => saved.calibration)
    .map(({ id, name, at, saved }): Side => {
      const label = `${timeOf(at)} · ${name} · ${saved.model}`;
      return { id, label, outcome: () => outcomeOf(saved) };
    });
  return [...current, ...kept];
}

const NAMES = {
  spot: 'spot',
  rate: 'rate',
  dividendYield: 'dividend yield',
  forwards: 'forwards',
};

/** What two results were asked of differently, a clause each; none where only the models differ. */
export function differencesOf(a: Outcome, b: Outcome): string[] {
  const { sameGrid, cells, market } = surfaceDifference(a.surface, b.surface);
  const sizes = [a, b].map(({ surface }) => quotedCells(surface).length);
  const clauses: string[] = [];
  if (!sameGrid) clauses.push(`other quotes (${sizes.join(' and ')}, on another grid)`);
  if (cells.length > 0) {
    clauses.push(`${cells.length} ${cells.length === 1 ? 'quote' : 'quotes'} of another price`);
  }
  if (market.length > 0) {
    clauses.push(`another market (${market.map((field) => NAMES[field]).join(', ')})`);
  }
  if (a.settings.by !== b.settings.by || a.settings.noise !== b.settings.noise) {
    clauses.push('fitted by another objective');
  }
  return clauses;
}

/** Where two models are furthest apart. */
export interface Furthest {
  /** Volatility of the second less that of the first, in basis points. */
  readonly by: number;
  /** Index into the grid, strike-major. */
  readonly cell: number;
}

/** The cell of one grid at which two models' volatilities differ most; undefined on two grids. */
export function furthestApart(a: Outcome, b: Outcome): Furthest | undefined {
  if (!surfaceDifference(a.surface, b.surface).sameGrid) return undefined;
  let furthest: Furthest | undefined;
  for (const [cell, first] of a.fit.modelVolatilities.entries()) {
    const second = b.fit.modelVolatilities[cell];
    if (!first.ok || !second?.ok) continue;
    const by = 1e4 * (second.volatility - first.volatility);
    if (Math.abs(by) > Math.abs(furthest?.by ?? 0)) furthest = { by, cell };
  }
  return furthest;
}
