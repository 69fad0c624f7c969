import { quotedCells, type Surface } from '../../../calibration/quotes/surface.ts';
import { models } from '../../../levy/models.ts';
import type { CalibrationState, Outcome } from '../../state/calibration-store.ts';
import type { HistoryEntry } from '../../state/history-store.ts';
import { outcomeOf } from '../../state/saved-calibration.ts';

/** A result that can stand on either side of a comparison. */
export interface Side {
  readonly id: string;
  readonly label: string;
  /** Prices a kept surface anew: asked for when the side is chosen. */
  readonly outcome: () => Outcome | undefined;
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
    return [{ id: name, label: `${title}, quotes on screen`, outcome: () => answer.outcome }];
  });
  const kept = entries
    .filter(({ saved }) => saved.calibration)
    .map(({ id, name, at, saved }): Side => {
      const label = `${timeOf(at)} · ${name} · ${saved.model}`;
      return { id, label, outcome: () => outcomeOf(saved) };
    });
  return [...current, ...kept];
}

/** What two results were asked of differently, a clause each; none where only the models differ. */
export function differencesOf(a: Outcome, b: Outcome): string[] {
  const market = (['spot', 'rate', 'dividendYield'] as const).filter(
    (field) => a.surface[field] !== b.surface[field],
  );
  return [
    ...quoteDifference(a.surface, b.surface),
    ...(market.length > 0
      ? [`another market (${market.map((field) => NAMES[field]).join(', ')})`]
      : []),
    ...(a.settings.by !== b.settings.by || a.settings.noise !== b.settings.noise
      ? ['fitted by another objective']
      : []),
  ];
}

const NAMES = { spot: 'spot', rate: 'rate', dividendYield: 'dividend yield' };

function quoteDifference(a: Surface, b: Surface): string[] {
  if (a === b) return [];
  const isSameGrid =
    a.strikes.join() === b.strikes.join() && a.maturities.join() === b.maturities.join();
  if (!isSameGrid) {
    return [
      `other quotes (${quotedCells(a).length} and ${quotedCells(b).length}, on another grid)`,
    ];
  }
  const cells = a.prices.filter((price, i) => price !== b.prices[i]).length;
  return cells === 0 ? [] : [`${cells} ${cells === 1 ? 'quote' : 'quotes'} of another price`];
}
