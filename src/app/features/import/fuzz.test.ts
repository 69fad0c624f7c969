import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surfaceToText } from '../../exchange/surface-text.ts';
import { context } from './context.fixture.ts';
import { samples } from './example-samples.ts';
import { delimiters, locales, type WrittenSurface, writtenSurface } from './fuzz.fixture.ts';
import { importSurface } from './import-surface.ts';
import type { ImportResult } from './imported-surface.ts';
import type { ReadingOptions } from './reading-options.ts';

const SEED = 20_260_806;

/** Reads as the analyst would: what is asked is answered, nothing else is said. */
function readAnswering({ text, spot, truth }: WrittenSurface): {
  result: ImportResult;
  answers: ReadingOptions;
} {
  const market = { ...context, spot };
  let answers: ReadingOptions = {};
  for (;;) {
    const result = importSurface(text, market, answers);
    const open = (result.reading?.doubts ?? []).filter(({ about }) => answers[about] === undefined);
    if (open.length === 0) return { result, answers };
    answers = { ...answers, ...Object.fromEntries(open.map(({ about }) => [about, truth[about]])) };
  }
}

describe('any surface in any country’s numbers', { timeout: 60_000 }, () => {
  test('comes back bit for bit, asking only what its text leaves open', () => {
    const seen = new Set<string>();
    let asked = 0;
    let runs = 0;
    fc.assert(
      fc.property(writtenSurface, (written) => {
        fc.pre(written.prices.filter((price) => price !== undefined).length >= 5);
        const { result, answers } = readAnswering(written);
        if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
        const { strikes, maturities, prices } = result.value.surface;
        expect({ strikes, maturities, prices }).toEqual({
          strikes: written.strikes,
          maturities: written.maturities,
          prices: written.prices,
        });
        runs++;
        if (Object.keys(answers).length > 0) asked++;
        seen.add(`${written.truth.delimiter} ${written.truth.numbers} ${written.truth.strikes}`);
      }),
      { numRuns: 1000, seed: SEED },
    );
    // Every combination occurred, and a question is the exception.
    expect(seen.size).toBe(delimiters.length * 2 * 2);
    expect(locales).toHaveLength(8);
    expect(asked).toBeLessThan(runs / 5);
  });

  test('comes back without a question when all is said beforehand', () => {
    fc.assert(
      fc.property(writtenSurface, (written) => {
        fc.pre(written.prices.filter((price) => price !== undefined).length >= 5);
        const { text, spot, truth, strikes, maturities, prices } = written;
        const result = importSurface(text, { ...context, spot }, truth);
        expect(result).toMatchObject({
          ok: true,
          value: { surface: { strikes, maturities, prices } },
          reading: { doubts: [], decided: { numbers: truth.numbers, headers: truth.headers } },
        });
      }),
      { numRuns: 300, seed: SEED },
    );
  });
});

const options: fc.Arbitrary<ReadingOptions> = fc.record(
  {
    delimiter: fc.constantFrom('\t', ';', ',', '|', ' '),
    numbers: fc.constantFrom('.', ','),
    strikes: fc.constantFrom('down', 'across'),
    headers: fc.constantFrom('both', 'row', 'column', 'none'),
    values: fc.constantFrom('price', 'percent', 'fraction'),
    maturities: fc.constantFrom('years', 'months', 'days', 'dates'),
    dates: fc.constantFrom('day-first', 'month-first'),
  },
  { requiredKeys: [] },
);

/** A surface, spoilt: cut short, with pieces taken out or put in. */
const damaged = fc
  .tuple(
    fc.oneof(
      writtenSurface.map(({ text }) => text),
      fc.constant(surfaceToText(samples[0]!.make())),
    ),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(60),
        put: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 6 }),
          fc.constantFrom('\t', '\n', '"', '%', '١٢', '１２', '03/04/2026', '\u0000', '-'),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([start, changes]) =>
    changes.reduce((text, { at, cut, put }) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + put + text.slice(place + cut);
    }, start),
  );

test('junk gives problems or a sound surface, whatever is said of it', { timeout: 60_000 }, () => {
  const junk = fc.oneof(
    damaged,
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.array(fc.oneof(fc.string(), fc.double().map(String))), { maxLength: 30 })
      .map((rows) => rows.map((row) => row.join('\t')).join('\n')),
    fc.json().map((json) => `{"option_prices":${json}}`),
  );
  fc.assert(
    fc.property(junk, options, (text, given) => {
      const result = importSurface(text, context, given);
      if (!result.ok) {
        expect(result.problems.length).toBeGreaterThan(0);
        expect(result.problems.length).toBeLessThan(30);
        return;
      }
      const { strikes, maturities, prices, spot } = result.value.surface;
      expect(prices).toHaveLength(strikes.length * maturities.length);
      expect(spot).toBeGreaterThan(0);
      for (const price of prices) {
        if (price !== undefined) expect(price >= 0 && Number.isFinite(price)).toBe(true);
      }
      for (const axis of [strikes, maturities]) {
        expect(axis.every((value, i) => value > (axis[i - 1] ?? 0))).toBe(true);
      }
    }),
    { numRuns: 1000, seed: SEED },
  );
});
