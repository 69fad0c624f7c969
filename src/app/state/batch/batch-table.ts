import type { BatchFit } from '../../../calibration/batch/batch-fit.ts';
import { type Objective, objectives } from '../../../calibration/refine/objective.ts';
import type { LevyModel, ParameterSpec } from '../../../levy/model.ts';
import { findModel } from '../../../levy/models.ts';
import type { BatchOutcome } from '../../batch/run-batch.ts';
import { familiarity } from '../../format/trust.ts';
import { dateOfId } from './date-of-id.ts';
import { NumberColumn } from './number-column.ts';

/** What is to be said of a row, worst last: a row may have several. */
export const marks = {
  arbitrage: 1,
  atEdge: 2,
  notIdentified: 4,
  unfamiliar: 8,
  noSurface: 16,
  failed: 32,
} as const;

/** What calls for a look: prices with noise break arbitrage, and some parameters are seldom told. */
const TROUBLE = marks.atEdge | marks.unfamiliar | marks.noSurface | marks.failed;

/** More reasons are not read; the rows are all kept. */
export const MOST_REASONS = 10_000;

/** One parameter of every row; NaN where a row has none. */
export interface ParameterColumn {
  readonly model: LevyModel;
  readonly spec: ParameterSpec;
  readonly values: NumberColumn;
  /** Ends of the 95 % interval, infinite where nothing is known. */
  readonly lows: NumberColumn;
  readonly highs: NumberColumn;
}

/** Why a row has no result. */
export interface BatchFaultRow {
  readonly row: number;
  readonly reason: string;
}

/**
 * The results of a batch, a row for each surface and each fault in the order of the files: numbers
 * in columns, so that a million rows take some hundred megabytes and are never copied.
 */
export class BatchTable {
  /** Of the batch's own model first, then of those that lines named for themselves. */
  readonly columns: ParameterColumn[] = [];
  /** Root mean square error in the unit of the row's objective. */
  readonly rmse = new NumberColumn();
  /** Rank among the network's own test surfaces, 0 to 1. */
  readonly unfamiliarity = new NumberColumn();
  /** Days since 1970, where the id is a date. */
  readonly dates = new NumberColumn();
  /** The first of them, in order; see {@link MOST_REASONS}. */
  readonly faults: BatchFaultRow[] = [];
  /** What rows were fitted by: lines may ask for a fit of their own. */
  readonly objectives = new Set<Objective>();
  readonly #ids: string[] = [];
  /** Places in the list of objectives. */
  readonly #objectiveOf = new NumberColumn();
  readonly #lines = new NumberColumn();
  readonly #files: string[] = [];
  readonly #fileOf = new NumberColumn();
  readonly #marks = new NumberColumn();
  /** By bits: which of a row's parameters the quotes do not tell. */
  readonly #unknown = new NumberColumn();
  #failed = 0;
  #dated = 0;

  constructor(model: LevyModel) {
    this.#addModel(model);
  }

  get rows(): number {
    return this.#ids.length;
  }

  get failed(): number {
    return this.#failed;
  }

  /** Whether every row with a result has a date for an id. */
  get isDated(): boolean {
    return this.#dated > 0 && this.#dated === this.rows - this.#failed;
  }

  /** Whether the rows come from more than one file. */
  get hasFiles(): boolean {
    return this.#files.length > 1;
  }

  id(row: number): string {
    return this.#ids[row] || `line ${this.line(row)}`;
  }

  line(row: number): number {
    return this.#lines.at(row);
  }

  file(row: number): string {
    return this.#files[this.#fileOf.at(row) || 0] ?? '';
  }

  /** What the row was fitted by; undefined where it was not refined. */
  objective(row: number): Objective | undefined {
    return objectives[this.#objectiveOf.at(row)];
  }

  /** Bits of {@link marks}. */
  marks(row: number): number {
    return this.#marks.at(row) || 0;
  }

  isFailed(row: number): boolean {
    return (this.marks(row) & marks.failed) !== 0;
  }

  isTrouble(row: number): boolean {
    return (this.marks(row) & TROUBLE) !== 0;
  }

  /** Whether the quotes tell nothing of this parameter of a model. */
  isUnknown(row: number, parameter: number): boolean {
    return ((this.#unknown.at(row) || 0) & (1 << parameter)) !== 0;
  }

  /** Why a row has no result; undefined where it has one, or where too many have none. */
  reason(row: number): string | undefined {
    let [low, high] = [0, this.faults.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const fault = this.faults[middle];
      if (!fault || fault.row > row) high = middle - 1;
      else if (fault.row < row) low = middle + 1;
      else return fault.reason;
    }
    return undefined;
  }

  push(outcomes: readonly BatchOutcome[]): void {
    for (const outcome of outcomes) this.#pushRow(outcome);
  }

  #pushRow(outcome: BatchOutcome): void {
    const { id, place } = outcome;
    const row = this.rows;
    this.#ids.push(id);
    this.#lines.set(row, place.line);
    if (this.#files.at(-1) !== place.file) this.#files.push(place.file);
    if (this.#files.length > 1) this.#fileOf.set(row, this.#files.length - 1);
    const date = dateOfId(id);
    if (date !== undefined) this.dates.set(row, date);
    if (outcome.ok) {
      if (date !== undefined) this.#dated++;
      this.#pushFit(row, outcome.fit);
      return;
    }
    this.#failed++;
    this.#marks.set(row, marks.failed);
    if (this.faults.length < MOST_REASONS) this.faults.push({ row, reason: outcome.reason });
  }

  #pushFit(row: number, fit: BatchFit): void {
    const model = findModel(fit.model);
    if (!model) return;
    if (!this.columns.some((column) => column.model === model)) this.#addModel(model);
    const own = this.columns.filter((column) => column.model === model);
    let unknown = 0;
    own.forEach(({ spec, values, lows, highs }, i) => {
      const value = fit.parameters[i] ?? Number.NaN;
      const [low, high] = fit.intervals[i] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      values.set(row, value);
      lows.set(row, low);
      highs.set(row, high);
      // By the ends, as the network's interval is cut where the model's domain ends.
      const isUnknown = fit.refinement
        ? fit.refinement.identification[i] === 'not identified'
        : low <= spec.range.min && high >= spec.range.max;
      if (isUnknown) unknown |= 1 << i;
    });
    if (unknown !== 0) this.#unknown.set(row, unknown);
    if (fit.refinement) {
      const { objective, rmse } = fit.refinement;
      this.rmse.set(row, rmse);
      this.objectives.add(objective);
      this.#objectiveOf.set(row, objectives.indexOf(objective));
    }
    this.unfamiliarity.set(row, fit.unfamiliarity);
    const said = marksOf(fit) | (unknown === 0 ? 0 : marks.notIdentified);
    if (said !== 0) this.#marks.set(row, said);
  }

  #addModel(model: LevyModel): void {
    for (const spec of model.parameters) {
      const [values, lows, highs] = [new NumberColumn(), new NumberColumn(), new NumberColumn()];
      this.columns.push({ model, spec, values, lows, highs });
    }
  }
}

/** A column's place among the parameters of its model. */
export function placeInModel({ columns }: BatchTable, column: number): number {
  const { model } = columns[column] ?? {};
  return column - columns.findIndex((each) => each.model === model);
}

function marksOf({ verdict, atEdge, unfamiliarity }: BatchFit): number {
  const isUnfamiliar = familiarity({ score: 0, rank: unfamiliarity }) === 'unfamiliar';
  return (
    (verdict === 'arbitrage' ? marks.arbitrage : 0) |
    (verdict === 'no-surface' ? marks.noSurface : 0) |
    (atEdge.length > 0 ? marks.atEdge : 0) |
    (isUnfamiliar ? marks.unfamiliar : 0)
  );
}
