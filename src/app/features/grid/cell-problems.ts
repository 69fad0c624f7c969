import type { Surface } from '../../../calibration/quotes/surface.ts';
import type { CellArbitrage } from '../../../calibration/quotes/surface-check.ts';
import { type Address, fieldKey } from '../../state/field.ts';
import type { SurfaceDocument } from '../../state/surface-document.ts';
import { arbitrageMessage } from './arbitrage-words.ts';

export interface CellProblem {
  readonly address: Address;
  /** `error`: not a surface until mended. `warning`: a quote that breaks static arbitrage. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** All that is wrong with cells of the grid, errors first. */
export function cellProblems(
  document: SurfaceDocument,
  arbitrage: readonly CellArbitrage[],
): CellProblem[] {
  const errors = document.problems.flatMap(({ field, message }): CellProblem[] =>
    typeof field === 'string' ? [] : [{ address: field, severity: 'error', message }],
  );
  const warnings = arbitrage.map((problem) => warning(problem, document.surface));
  // A cell being mended is not judged by its former price.
  const isCurrent = ({ address }: CellProblem) => !document.drafts.has(fieldKey(address));
  return [...errors, ...warnings.filter(isCurrent)];
}

function warning(problem: CellArbitrage, surface: Surface): CellProblem {
  const width = surface.maturities.length;
  const address = { row: Math.floor(problem.cell / width), column: problem.cell % width };
  return { address, severity: 'warning', message: arbitrageMessage(problem, surface) };
}

/** The problems of each cell by {@link fieldKey}. */
export function byCell(
  problems: readonly CellProblem[],
): ReadonlyMap<string, readonly CellProblem[]> {
  // The same when there are none: rows are drawn anew for another one.
  if (problems.length === 0) return NONE;
  return Map.groupBy(problems, ({ address }) => fieldKey(address));
}

const NONE: ReadonlyMap<string, readonly CellProblem[]> = new Map();
