import type { Surface } from './quotes/surface.ts';
import type { RefineSettings } from './refine/refinement.ts';
import type { Calibration } from './service.ts';

/** Answers kept: some megabytes at most. */
const MOST_ANSWERS = 256;
/** Larger questions are asked too seldom to keep what they take. */
const MOST_QUOTES = 1000;

/**
 * Calibrations by the content of what was asked: the same quotes, model and settings, however a
 * request writes them, have the same answer. The least recently used goes first.
 */
export class AnswerCache {
  readonly #answers = new Map<string, Calibration>();

  /** Under which an answer is kept; undefined for what is not. */
  keyOf(surface: Surface, model: string, refine: RefineSettings | undefined): string | undefined {
    if (surface.prices.length > MOST_QUOTES) return undefined;
    return JSON.stringify([model, refine, surface]);
  }

  /** The answer of before, marked as such. */
  find(key: string | undefined): Calibration | undefined {
    const found = key === undefined ? undefined : this.#answers.get(key);
    if (key === undefined || !found) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, found);
    return { ...found, cached: true };
  }

  keep(key: string | undefined, calibration: Calibration): void {
    if (key === undefined) return;
    this.#answers.set(key, calibration);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }

  clear(): void {
    this.#answers.clear();
  }
}
