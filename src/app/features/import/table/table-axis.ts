import type { Problem } from '../../../../calibration/quotes/surface.ts';
import { LONG_MATURITY, LONGEST_MATURITY } from '../maturities.ts';
import { excerpt, shortNumber } from '../words.ts';

export type AxisName = 'strike' | 'maturity';

/** One header cell: its text, its number if it is one, and where it is, as `Row 1, column 3`. */
export interface HeaderCell {
  readonly text: string | undefined;
  readonly value: number | undefined;
  readonly place: string;
}

/** Strikes or maturities; increasing, where there are no problems. */
export interface Axis {
  readonly values: readonly number[];
  /** Listed from high to low in the table; `values` are turned round. */
  readonly reversed: boolean;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

const plural = { strike: 'strikes', maturity: 'maturities' };

/**
 * Strikes or maturities from a header: positive, and strictly increasing or decreasing. `spot` tells
 * strikes of 1, 2, 3 … from row numbers.
 * @param assumed Nothing says that maturities are years: very long ones are none.
 */
export function readAxis(
  name: AxisName,
  header: readonly HeaderCell[],
  spot: number,
  assumed = false,
): Axis {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const values = header.map(({ value }) => value ?? Number.NaN);
  const reversed = (values.at(-1) ?? 0) < (values[0] ?? 0);
  header.forEach(({ text, value, place }, i) => {
    const trouble = headerTrouble(name, text, value, values[i - 1], reversed);
    if (trouble) problems.push({ message: `${place} (header): ${trouble}` });
  });
  if (reversed) {
    values.reverse();
    notes.push(`The ${plural[name]} are listed from high to low: put in increasing order.`);
  }
  if (problems.length === 0) {
    const longest = values.at(-1) ?? 0;
    if (name === 'strike' && countsLines(values, spot)) {
      problems.push({
        message: `${header[0]?.place} (header): ${values[0]}, ${values[1]}, ${values[2]} … are line numbers, not strikes. Put the strikes there, or leave the header out.`,
      });
    } else if (assumed && longest > LONGEST_MATURITY) {
      problems.push({
        message: `The maturities go up to ${shortNumber(longest)}: these look like days or months. Write them in years, such as 0.5, or write “days” in the corner.`,
      });
    } else if (name === 'maturity' && longest > LONG_MATURITY) {
      notes.push(`Maturities are read in years: the longest is ${shortNumber(longest)} years.`);
    }
  }
  return { values, reversed, problems, notes };
}

function headerTrouble(
  name: AxisName,
  text: string | undefined,
  value: number | undefined,
  before: number | undefined,
  reversed: boolean,
): string | undefined {
  const example =
    name === 'strike' ? 'the strike, such as 95' : 'the maturity in years, such as 0.25';
  if (!text) return `the ${name} is missing. Type ${example}.`;
  if (value === undefined) return `${excerpt(text)} is not a number. Type ${example}.`;
  if (!(value > 0) || value === Number.POSITIVE_INFINITY)
    return `the ${name} ${excerpt(text)} must be above 0 and finite. Type ${example}.`;
  if (before === undefined || Number.isNaN(before)) return undefined;
  if (value === before)
    return `the ${name} ${shortNumber(value)} occurs twice. Remove or correct one.`;
  if (value < before === reversed) return undefined;
  const order = reversed ? 'falling' : 'rising';
  return `${shortNumber(value)} comes after ${shortNumber(before)}, where the ${plural[name]} are ${order}. Sort them or correct it.`;
}

/** 1, 2, 3 …: strikes only if the spot lies among them. */
function countsLines(values: readonly number[], spot: number): boolean {
  const last = values.at(-1) ?? 0;
  return values.every((value, i) => value === i + 1) && !(spot >= 1 && spot <= last);
}
