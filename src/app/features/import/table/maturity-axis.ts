import { type MaturityStyle, readMaturities, type ValuationDates } from '../maturities.ts';
import type { DecimalMark } from '../number-format.ts';
import type { DateOrder, Doubt, MaturityUnit } from '../reading-options.ts';
import { type Axis, type HeaderCell, readAxis } from './table-axis.ts';

/** Maturities of a grid, and how they were read. */
export interface MaturityAxis extends Axis {
  readonly unit: MaturityUnit;
  readonly dateOrder?: DateOrder | undefined;
  readonly doubts: readonly Doubt[];
}

const UNIT_NOTES = {
  days: 'Maturities are read in days, 365 a year.',
  months: 'Maturities are read in months, 12 a year.',
};

/** Maturities from a header of years, of days or months where the corner says so, or of dates. */
export function maturityAxis(
  header: readonly HeaderCell[],
  corner: string,
  mark: DecimalMark,
  valuation: ValuationDates,
  style: MaturityStyle,
): MaturityAxis {
  const named = unitNamed(corner);
  const read = readMaturities(header, mark, valuation, { ...style, named });
  const { unit, dateOrder, doubts } = read;
  if (read.problems.length > 0) {
    return { values: [], reversed: false, problems: read.problems, notes: [], unit, doubts };
  }
  const cells = header.map((cell, j) => ({ ...cell, value: read.years[j] }));
  const axis = readAxis('maturity', cells, Number.NaN, read.assumed);
  const notes = unit === 'days' || unit === 'months' ? [UNIT_NOTES[unit]] : [];
  return { ...axis, notes: [...read.notes, ...notes, ...axis.notes], unit, dateOrder, doubts };
}

function unitNamed(corner: string): MaturityStyle['named'] {
  if (/\b(?:days|dte)\b/i.test(corner)) return 'days';
  if (/\bmonths?\b/i.test(corner)) return 'months';
  return /\b(?:years?|yrs?)\b/i.test(corner) ? 'years' : undefined;
}
