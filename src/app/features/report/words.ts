import { isPoor } from '../../../calibration/report/verdict.ts';
import { backendTitles } from '../../../network/engine/backend.ts';
import { fullText } from '../../format/decimal-mark.ts';
import { basisPointSize, duration, percent, sizeText } from '../../format/numbers.ts';
import { brokenText } from '../../format/quotes.ts';
import { familiarity, shareText } from '../../format/trust.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import type { FitBy } from '../../state/fit-settings.ts';

/** What a fit minimises, as the end of a sentence. */
const objectives: Readonly<Record<FitBy, string>> = {
  vega: 'fitted by implied volatility',
  price: 'fitted by price',
  relative: 'fitted by relative price',
  spread: 'fitted by the bid–ask spread',
  network: 'the network’s answer, not refined',
};

/** A page has room for so many notes, and for so much of each. */
const MOST_NOTES = 5;
const LONGEST_NOTE = 240;

/** `Spot 100 · rate 5 % · dividend yield 0 % · 200 quotes, 20 strikes × 10 maturities`. */
export function marketLine({ surface, diagnostics }: Outcome): string {
  const { strikes, maturities, forwards } = surface;
  const years = maturities.length === 1 ? 'maturity' : 'maturities';
  return [
    `Spot ${fullText(surface.spot)}`,
    `rate ${percent(surface.rate)}`,
    forwards ? 'forwards from the quotes' : `dividend yield ${percent(surface.dividendYield)}`,
    `${diagnostics.quotes} quotes, ${strikes.length} strikes × ${maturities.length} ${years}`,
  ].join(' · ');
}

/** How far the answer is to be trusted, one sentence each, the worst first. */
export function trustNotes(outcome: Outcome): string[] {
  const { calibration, diagnostics, model } = outcome;
  const { check, refinement, atEdge } = calibration;
  const notes: string[] = [];
  if (check.verdict === 'no-surface') {
    notes.push('This is no option surface: the parameters mean nothing.');
  } else if (isPoor(diagnostics)) {
    notes.push('The model misses the quotes by more than noise explains.');
  }
  notes.push(...(refinement?.flatDirections ?? []));
  const { outsideRange } = diagnostics;
  const symbols = (keys: readonly string[]) =>
    model.parameters.flatMap(({ key, symbol }) => (keys.includes(key) ? [symbol] : [])).join(', ');
  if (refinement && outsideRange.length > 0) {
    notes.push(`Outside the range of the network’s training: ${symbols(outsideRange)}.`);
  }
  if (!refinement && atEdge.length > 0) {
    notes.push(`At the edge of what the network knows: ${symbols(atEdge)}.`);
  }
  notes.push(familiarityNote(outcome));
  if (diagnostics.networkDistance !== undefined) {
    notes.push(
      `The network’s answer lies ${basisPointSize(diagnostics.networkDistance)} from the fit.`,
    );
  }
  notes.push(
    check.brokenCells === 0
      ? 'No static arbitrage among the quotes.'
      : `${brokenText(check.brokenCells, diagnostics.quotes)}.`,
  );
  const noise = noiseNote(outcome);
  if (noise !== undefined) notes.push(noise);
  return notes;
}

const kinds = {
  usual: 'The quotes are of the kind that the network was trained on',
  unusual: 'The quotes are unusual for the network',
  unfamiliar: 'The quotes are unlike what the network was trained on',
} as const;

function familiarityNote({ calibration }: Outcome): string {
  const { unfamiliarity } = calibration.trust;
  if (!Number.isFinite(unfamiliarity.rank)) {
    return 'The network cannot tell whether it knows such quotes.';
  }
  const more = unfamiliarity.rank < 1 ? `${shareText(unfamiliarity.rank)} of` : 'nearly all of';
  return `${kinds[familiarity(unfamiliarity)]}: stranger than ${more} its test surfaces.`;
}

/** Smaller errors are not worth a line: shares of the price and of the forward. */
const LEAST_NOISE = { relative: 1e-4, absolute: 1e-6 };

/** The errors that the network finds in the prices, where it knows the like of them. */
function noiseNote({ calibration, surface }: Outcome): string | undefined {
  const { noise, unfamiliarity } = calibration.trust;
  if (familiarity(unfamiliarity) === 'unfamiliar') return undefined;
  const parts: string[] = [];
  if (noise.relative > LEAST_NOISE.relative) {
    parts.push(`${sizeText(100 * noise.relative)}\u00a0% of each price`);
  }
  if (noise.absolute > LEAST_NOISE.absolute) {
    parts.push(`${sizeText(noise.absolute * surface.spot)} in price`);
  }
  return parts.length === 0 ? undefined : `The prices seem noisy by ${parts.join(' and ')}.`;
}

/** What was inferred when the quotes were read, as far as the page has room. */
export function shortNotes(notes: readonly string[]): string[] {
  const shown = notes.slice(0, MOST_NOTES).map((note) => {
    return note.length > LONGEST_NOTE ? `${note.slice(0, LONGEST_NOTE - 1).trimEnd()}…` : note;
  });
  const more = notes.length - shown.length;
  return more > 0 ? [...shown, `And ${more} more.`] : shown;
}

/** How the answer came about, for the foot of the page. */
export function madeBy({ settings, calibration }: Outcome): string {
  const { backend, inferenceMs, refinement } = calibration;
  const network =
    backend === 'oracle' ? 'float64' : backend === 'server' ? 'a server' : backendTitles[backend];
  const steps = refinement && ` in ${refinement.iterations} steps, ${duration(refinement.ms)}`;
  return `Network on ${network}, ${duration(inferenceMs)}; ${objectives[settings.by]}${steps ?? ''}`;
}
