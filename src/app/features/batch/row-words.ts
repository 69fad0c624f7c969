import { fixed, NONE, sizeText } from '../../format/numbers.ts';
import { type Known, parameterDecimals, plusMinus } from '../../format/parameters.ts';
import { shareText } from '../../format/trust.ts';
import {
  type BatchTable,
  MOST_REASONS,
  marks,
  placeInModel,
} from '../../state/batch/batch-table.ts';
import type { FitBy } from '../../state/fit-settings.ts';
import { objectiveWords } from '../../state/objective-words.ts';
import { amount } from './progress-words.ts';

const NBSP = '\u00a0';

/** A parameter with half of its 95 % interval, in the digits that this allows. */
export function parameterText(table: BatchTable, row: number, column: number): string {
  const found = table.columns[column];
  const value = found?.values.at(row) ?? Number.NaN;
  if (!found || Number.isNaN(value)) return NONE;
  const known = knownAt(table, row, column);
  const decimals = parameterDecimals(value, found.spec, known);
  if (known.identification === 'not identified') return `${fixed(value, decimals)}${NBSP}± ∞`;
  return `${fixed(value, decimals)}${NBSP}${plusMinus(known, decimals).replace(' ', NBSP)}`;
}

/** How well a row's parameter is known. */
export function knownAt(table: BatchTable, row: number, column: number): Known {
  const found = table.columns[column];
  const value = found?.values.at(row) ?? Number.NaN;
  const low = found?.lows.at(row) ?? Number.NaN;
  const high = found?.highs.at(row) ?? Number.NaN;
  const isUnknown = table.isUnknown(row, placeInModel(table, column));
  return {
    // The network's own interval lies about its value, and may be cut on one side by the domain.
    half: table.objective(row) ? (high - low) / 2 : Math.max(value - low, high - value),
    interval: [low, high],
    identification: isUnknown ? 'not identified' : 'pinned',
  };
}

/**
 * What a fit minimises is what its error is read in: with the unit, where that is the same in all
 * rows.
 */
export function rmseTitle({ objectives }: BatchTable, by: FitBy): string {
  const [objective = by, other] = objectives;
  return other ? 'RMSE' : `RMSE ${objectiveWords[objective].unit}`;
}

/** With its unit where rows were fitted by more than one objective. */
export function rmseText(table: BatchTable, row: number): string {
  const objective = table.objective(row);
  if (!objective) return NONE;
  const { unit, inUnit } = objectiveWords[objective];
  const size = sizeText(table.rmse.at(row) / inUnit);
  return table.objectives.size > 1 ? `${size}${NBSP}${unit}` : size;
}

/** The share of the network's test surfaces that are less strange to it. */
export function unfamiliarityText(table: BatchTable, row: number): string {
  const rank = table.unfamiliarity.at(row);
  return Number.isNaN(rank) ? NONE : shareText(rank);
}

/** What is to be said of a row, the worst of it first. */
export function statusText(table: BatchTable, row: number): string {
  const said = table.marks(row);
  if (table.isFailed(row)) {
    return (
      table.reason(row) ??
      `No result. Reasons are kept for the first ${amount(MOST_REASONS)} such rows only.`
    );
  }
  const words = [
    said & marks.noSurface && 'no option surface',
    said & marks.unfamiliar && 'unlike the training',
    said & marks.notIdentified && `${unknownSymbols(table, row)} not identified`,
    said & marks.atEdge && 'network at its edge',
    said & marks.arbitrage && 'arbitrage',
  ].filter((each) => typeof each === 'string');
  return words.length === 0 ? 'good' : words.join(', ');
}

function unknownSymbols(table: BatchTable, row: number): string {
  return table.columns
    .filter(
      ({ values }, i) =>
        !Number.isNaN(values.at(row)) && table.isUnknown(row, placeInModel(table, i)),
    )
    .map(({ spec }) => spec.symbol)
    .join(', ');
}

/** `line 12`, with the file where there are several. */
export function placeText(table: BatchTable, row: number): string {
  const line = `line ${table.line(row)}`;
  return table.hasFiles ? `${table.file(row)}, ${line}` : line;
}
