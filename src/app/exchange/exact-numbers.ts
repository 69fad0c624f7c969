import * as z from 'zod/mini';

/*
 * Doubles in JSON, bit for bit: JSON writes and reads every finite one exactly but for −0, and knows
 * no other; these few are words.
 */

const WORDS = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
} as const;

/** A number as it stands in JSON. */
export type ExactNumber = number | keyof typeof WORDS;

export function writeNumber(value: number): ExactNumber {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : (String(value) as keyof typeof WORDS);
}

/** The number that {@link writeNumber} wrote; undefined where it wrote none of the kind. */
export function readNumber(written: unknown): number | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined;
  return typeof written === 'string' && Object.hasOwn(WORDS, written)
    ? WORDS[written as keyof typeof WORDS]
    : undefined;
}

/** Any double. */
export const anyNumber = z.pipe(
  z.unknown(),
  z.transform((written: unknown, context) => {
    const value = readNumber(written);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', input: written, message: 'must be a number' });
    return z.NEVER;
  }),
);

/** A finite double. */
export const finiteNumber = anyNumber.check(
  z.refine((value: number) => Number.isFinite(value), 'must be a finite number'),
);

/** A list read in one pass: a surface has thousands of numbers, and a history of them hundreds. */
export function listOf<T>(read: (item: unknown) => T | undefined, what: string) {
  return z.pipe(
    z.unknown(),
    z.transform((written: unknown, context): readonly T[] => {
      const fail = (message: string) => {
        context.issues.push({ code: 'custom', input: written, message });
        return z.NEVER;
      };
      if (!Array.isArray(written)) return fail('must be a list');
      const values: T[] = [];
      for (const item of written as unknown[]) {
        const value = read(item);
        if (value === undefined) return fail(`must be a list of ${what} only`);
        values.push(value);
      }
      return values;
    }),
  );
}

/** Any doubles. */
export const anyNumbers = listOf(readNumber, 'numbers');

/** Finite doubles. */
export const finiteNumbers = listOf((item) => {
  const value = readNumber(item);
  return Number.isFinite(value) ? value : undefined;
}, 'finite numbers');
