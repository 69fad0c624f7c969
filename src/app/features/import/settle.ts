import type { ImportChoices, KeptAnswer } from './import-choices.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportResult } from './imported-surface.ts';
import type { ReadSurface } from './reader.ts';
import type { Doubt, ReadingOptions } from './reading-options.ts';

/** A doubt of a table of some shape. */
export interface RaisedDoubt {
  readonly shape: string;
  readonly doubt: Doubt;
}

/** A text read as far as the text, the choices given and those of the last time go. */
export interface Settled {
  readonly result: ImportResult;
  /** The choices given, and those that were recalled or proposed. */
  readonly options: ReadingOptions;
  /** Every doubt on the way there. */
  readonly raised: readonly RaisedDoubt[];
  /** What was answered as the last time. */
  readonly recalled: ReadingOptions;
  /** A doubt is left for the analyst: what is shown of it is a proposal at most. */
  readonly asks: boolean;
}

/**
 * Reads a text, and again with each doubt answered as the last time or as proposed: one answer may
 * raise the next question. Undefined once `signal` has stopped it.
 */
export async function settle(
  text: string,
  context: ImportContext,
  signal: AbortSignal,
  read: ReadSurface,
  choices: ImportChoices,
  given: ReadingOptions = {},
): Promise<Settled | undefined> {
  let options = given;
  let recalled: ReadingOptions = {};
  const raised: RaisedDoubt[] = [];
  let asks = false;
  for (;;) {
    const result = await read(text, context, signal, options);
    if (!result) return undefined;
    const { shape, doubts } = result.reading ?? { shape: '', doubts: [] };
    let answers: ReadingOptions = {};
    for (const doubt of doubts) {
      // A choice that does not settle its doubt would ask for ever.
      if (options[doubt.about] !== undefined) continue;
      raised.push({ shape, doubt });
      const known = choices.recall(shape, doubt);
      if (known) recalled = { ...recalled, ...known };
      else asks = true;
      answers = { ...answers, ...(known ?? doubt.proposed) };
    }
    if (Object.keys(answers).length === 0) return { result, options, raised, recalled, asks };
    options = { ...options, ...answers };
  }
}

/** The answers to keep, of those doubts that the choices settle. */
export function answersTo(
  raised: readonly RaisedDoubt[],
  options: ReadingOptions,
): readonly KeptAnswer[] {
  return raised.flatMap(({ shape, doubt }) => {
    const value = options[doubt.about];
    return value === undefined ? [] : [{ shape, doubt, value }];
  });
}
