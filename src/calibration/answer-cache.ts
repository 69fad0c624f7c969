import type { Surface } from './quotes/surface.ts';
import type { RefineSettings } from './refine/refinement.ts';
import type { Calibration } from './service.ts';

/** Answers kept: some megabytes at most. */
const MOST_ANSWERS = 256;
/** Larger questions are asked too seldom to keep what they take. */
const MOST_QUOTES = 1000;

/** What was asked. */
export interface Question {
  /** The answer of before, marked as such. */
  readonly known: Calibration | undefined;
  /** Keeps the answer for the next to ask, unless the cache was cleared since. */
  readonly keep: (calibration: Calibration) => void;
}

/**
 * Calibrations by the content of what was asked: the same quotes, model and settings, however a
 * request writes them, have the same answer. The least recently used goes first.
 */
export class AnswerCache {
  #answers = new Map<string, Calibration>();

  /** Looks for the answer to a question. */
  ask(surface: Surface, model: string, refine: RefineSettings | undefined): Question {
    if (surface.prices.length > MOST_QUOTES) return { known: undefined, keep: () => {} };
    const key = JSON.stringify([model, refine, surface], withoutNull);
    // Those of now: after a `clear` meanwhile, nobody looks at them any more.
    const answers = this.#answers;
    const found = answers.get(key);
    const keep = (calibration: Calibration) => {
      answers.delete(key);
      answers.set(key, calibration);
      const [oldest] = answers.keys();
      if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
    };
    if (found) keep(found);
    return { known: found && { ...found, cached: true }, keep };
  }

  clear(): void {
    this.#answers = new Map();
  }
}

/** JSON has one `null` for all that is no finite number, and for what is not quoted. */
function withoutNull(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
