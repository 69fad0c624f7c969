import type { Outcome } from '../../state/calibration-store.ts';

/** Differences in BIC from which evidence is positive and very strong (Kass and Raftery 1995). */
const POSITIVE = 2;
const DECISIVE = 10;

/** Which model the quotes prefer, by BIC, in one sentence; undefined with less than two fits. */
export function preference(outcomes: readonly Outcome[]): string | undefined {
  const [first, second] = outcomes
    .flatMap(({ model, diagnostics }) => {
      return diagnostics.criteria ? [{ title: model.title, bic: diagnostics.criteria.bic }] : [];
    })
    .sort((a, b) => a.bic - b.bic);
  if (!first || !second) return undefined;
  const lead = second.bic - first.bic;
  if (!(lead >= POSITIVE)) {
    return `These quotes do not tell ${first.title} and ${second.title} apart: BIC differs by ${lead.toFixed(1)}.`;
  }
  const decisive = lead >= DECISIVE ? 'ten is decisive' : 'ten would be decisive';
  return `${first.title} is preferred: BIC lower by ${lead.toFixed(0)}, ${decisive}.`;
}
