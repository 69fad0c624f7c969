import * as z from 'zod/mini';
import type { SmallStorage } from '../../state/small-storage.ts';
import { isChoice } from './choice-words.ts';
import type { Doubt, ReadingOptions, TableReading } from './reading-options.ts';

/** How doubts were settled before, for the next table of the same shape. */
export interface ImportChoices {
  /** The answer of the last time, or undefined. */
  readonly recall: (shape: string, doubt: Doubt) => ReadingOptions | undefined;
  readonly keep: (answers: readonly KeptAnswer[]) => void;
}

/** A doubt in a table of some shape, and the choice that settled it. */
export interface KeptAnswer {
  readonly shape: TableReading['shape'];
  readonly doubt: Doubt;
  readonly value: string;
}

const KEY = 'import-choices';
const MOST = 50;
const LONGEST = 500;

const text = z.string().check(z.maxLength(LONGEST));
const schema = z.array(z.tuple([text, text])).check(z.maxLength(MOST));

/** Keeps the last 50 answers; what is in the storage is believed only if it is some. */
export function createImportChoices(storage: SmallStorage): ImportChoices {
  const read = () => new Map(parsed(storage.read(KEY)));
  return {
    recall: (shape, doubt) => {
      const value = read().get(keyOf(shape, doubt));
      return value !== undefined && isChoice(doubt.about, value)
        ? { [doubt.about]: value }
        : undefined;
    },
    keep: (answers) => {
      const kept = read();
      for (const { shape, doubt, value } of answers) {
        const key = keyOf(shape, doubt);
        // The newest stands last.
        kept.delete(key);
        kept.set(key, value);
      }
      if (answers.length > 0) storage.write(KEY, JSON.stringify([...kept].slice(-MOST)));
    },
  };
}

/** What was open counts, too: a table of prices is not read as the volatilities of last time. */
function keyOf(shape: string, { about, between }: Doubt): string {
  return `${about}: ${between} in ${shape}`.slice(0, LONGEST);
}

function parsed(kept: string | null): ReadonlyArray<readonly [string, string]> {
  try {
    const result = z.safeParse(schema, JSON.parse(kept ?? '[]'));
    return result.success ? result.data : [];
  } catch {
    return [];
  }
}
