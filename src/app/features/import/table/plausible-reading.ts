import type { ImportContext } from '../import-context.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { type DecimalMark, parseNumber } from '../number-format.ts';
import type { Reading } from '../reading.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { excerpt, failure } from '../words.ts';

/**
 * Chooses between 1.234 and 1234 for text in which every number with a mark could be either: the
 * reading that fits the spot, the strikes and the fall of prices with the strike.
 * @param example One of those numbers.
 */
export function plausibleReading(
  example: string,
  context: ImportContext,
  read: (mark: DecimalMark) => Reading,
): Reading {
  const readings = (['.', ','] as const).map((mark) => ({ mark, ...read(mark) }));
  const sound = readings.filter(({ result }) => result.ok && isPlausible(result.value));
  // Where both are a surface, the one that lies around the analyst's own spot is meant.
  const near = sound.filter(
    ({ result }) => result.ok && result.value.surface.spot === context.spot,
  );
  const chosen = sound.length === 1 ? sound[0] : near.length === 1 ? near[0] : undefined;
  const meanings = readings.map(({ mark }) => parseNumber(example, mark)).join(' or ');
  if (chosen?.result.ok) {
    const { value } = chosen.result;
    const note = `${excerpt(example)} could be ${meanings}: read as ${parseNumber(example, chosen.mark)} (${markName(chosen.mark)}), which fits the spot and the strikes.`;
    const notes = [note, ...value.notes.filter((n) => n !== 'Decimal comma.')];
    return { ...chosen, result: { ok: true, value: { ...value, notes } } };
  }
  // What is wrong either way is said; but a question that the mark does not settle is not yet wrong.
  const failed = readings.filter(({ result, doubts }) => !result.ok && doubts.length === 0);
  const fewest = failed.toSorted((a, b) => problemsOf(a) - problemsOf(b))[0];
  if (fewest && failed.length === readings.length) return fewest;
  const message = `${excerpt(example)} could be ${meanings}, and no other number of the table tells which. Show more decimals, or none, and no thousands separators, then paste again.`;
  const question = `${excerpt(example)} could be ${meanings}. Which is meant?`;
  return {
    result: failure([{ message }]),
    decided: common(readings.map(({ decided }) => decided)),
    doubts: [{ about: 'numbers', question, between: '. ,' }],
  };
}

/** What both readings decide alike. */
function common([first = {}, ...others]: readonly ReadingOptions[]): ReadingOptions {
  const alike = Object.entries(first).filter(([name, value]) =>
    others.every((other) => other[name as keyof ReadingOptions] === value),
  );
  return Object.fromEntries(alike);
}

function problemsOf({ result }: Reading): number {
  return result.ok ? 0 : result.problems.length;
}

function markName(mark: DecimalMark): string {
  return mark === '.' ? 'decimal point' : 'decimal comma';
}

/** Prices of the size of the spot; those of calls fall with the strike, but for noise. */
function isPlausible({ surface }: ImportedSurface): boolean {
  const { prices, puts, spot, strikes, maturities } = surface;
  const width = maturities.length;
  const dearest = Math.max(0, ...prices.filter((price) => price !== undefined));
  const falls = prices.slice(width).flatMap((price, i) => {
    const before = prices[i];
    const isCall = !puts?.[i] && !puts?.[i + width];
    return price === undefined || before === undefined || !isCall ? [] : [price <= before];
  });
  const steady = falls.filter(Boolean).length >= 0.9 * falls.length;
  const limit = puts ? Math.max(spot, strikes.at(-1) ?? 0) : spot;
  return steady && dearest <= limit && dearest >= spot / 1000;
}
