import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import { surfaceToText } from '../../exchange/surface-text.ts';
import { context } from './context.fixture.ts';
import { samples } from './example-samples.ts';
import type { ImportContext } from './import-context.ts';
import { importSurface } from './import-surface.ts';
import type { ImportedSurface } from './imported-surface.ts';
import { tableStyle, tableText } from './table/table-text.fixture.ts';

function fixture(name: string): string {
  return readFileSync(
    new URL(`../../../../e2e/fixtures/surfaces/${name}`, import.meta.url),
    'utf8',
  );
}

function imported(text: string, given: ImportContext = context): ImportedSurface {
  const result = importSurface(text, given);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join('\n'));
  return result.value;
}

/** Fields of a plain file, split without the code under test. */
function fields(text: string, delimiter: string): string[][] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(delimiter));
}

describe('the files of an analyst', () => {
  test('tabs, both headers', () => {
    const { surface, notes } = imported(fixture('vg-index-4dp.tsv'));
    const rows = fields(fixture('vg-index-4dp.tsv'), '\t');
    expect(surface.maturities).toEqual(rows[0]!.slice(1).map(Number));
    expect(surface.strikes).toEqual(rows.slice(1).map((row) => Number(row[0])));
    expect(surface.prices).toEqual(rows.slice(1).flatMap((row) => row.slice(1).map(Number)));
    expect(surface.spot).toBe(100);
    expect(surface.rate).toBe(0.05);
    expect(notes).toEqual([]);
  });

  test.each([
    ['cgmy-index-cents-noheader.csv', ','],
    ['cgmy-noise-1pct.tsv', '\t'],
  ])('%s: no headers', (name, delimiter) => {
    const { surface, notes } = imported(fixture(name));
    expect(surface.prices).toEqual(fields(fixture(name), delimiter).flat().map(Number));
    expect(surface.strikes).toEqual(contractGrid.strikes);
    expect(surface.maturities).toEqual(contractGrid.maturities);
    expect(notes).toEqual([
      "No header row or column: the contract's strikes 80…120 and maturities 0.1…2.0 are used.",
    ]);
  });

  test('semicolons, decimal comma, maturities down', () => {
    const { surface, notes } = imported(fixture('vg-decimal-comma-transposed.csv'));
    const rows = fields(fixture('vg-decimal-comma-transposed.csv').replaceAll(',', '.'), ';');
    expect(surface.strikes).toEqual(rows[0]!.slice(1).map(Number));
    expect(surface.maturities).toEqual(rows.slice(1).map((row) => Number(row[0])));
    const expected = surface.strikes.flatMap((_, i) =>
      surface.maturities.map((_, j) => Number(rows[j + 1]![i + 1])),
    );
    expect(surface.prices).toEqual(expected);
    expect(notes).toEqual(['Read as 10 maturities × 20 strikes and transposed.', 'Decimal comma.']);
  });

  test('thousands separators and a spot far from the one on the screen', () => {
    const text = fixture('vg-spot-5230-thousands.tsv');
    const { surface, notes } = imported(text);
    const rows = fields(text.replaceAll(',', ''), '\t');
    expect(surface.strikes).toEqual(rows.slice(1).map((row) => Number(row[0])));
    expect(surface.prices).toEqual(rows.slice(1).flatMap((row) => row.slice(1).map(Number)));
    expect(surface.prices[0]).toBe(1070.31);
    expect(surface.spot).toBe(5230.5);
    expect(notes).toEqual([
      'Spot set to 5230.5, the middle of the strikes: the strikes lie far from the spot of 100. Change it if it is wrong.',
    ]);
    expect(imported(text, { ...context, spot: 5200 }).surface.spot).toBe(5200);
  });

  test('a request of the REST contract', () => {
    const text = fixture('not-a-surface.request.json');
    const { surface, model } = imported(text, { ...context, spot: 5000, rate: 0.01 });
    expect(surface.prices).toEqual(JSON.parse(text).option_prices);
    expect(surface.strikes).toEqual(contractGrid.strikes);
    expect([surface.spot, surface.rate, model]).toEqual([100, 0.05, 'VarianceGamma']);
  });
});

/** Prices of no model at all: the import does not judge them. */
const anySurface: fc.Arbitrary<Surface> = fc
  .record({
    base: fc.constantFrom(1, 100, 5000),
    steps: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 20, maxLength: 20 }),
    years: fc.array(fc.integer({ min: 1, max: 290 }), { minLength: 10, maxLength: 10 }),
    cents: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 200, maxLength: 200 }),
    place: fc.integer({ min: 0, max: 19 }),
  })
  .map(({ base, steps, years, cents, place }) => {
    const strikes = steps.map((_, i) => base + sum(steps.slice(0, i + 1)) / 4);
    const maturities = years.map((_, j) => sum(years.slice(0, j + 1)) / 100);
    const prices = cents.map((c) => (c * base) / 100);
    return { strikes, maturities, prices, spot: strikes[place] ?? base, rate: 0, dividendYield: 0 };
  });

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('any surface in any writing', { timeout: 60_000 }, () => {
  test('comes back with the same numbers', () => {
    fc.assert(
      fc.property(anySurface, tableStyle, (surface, style) => {
        const text = tableText(surface, style);
        const result = importSurface(text, { ...context, ...surface });
        // Among prices of no model, one header may pass for a line of them: then it is refused.
        if (!result.ok && style.strikeHeader !== style.maturityHeader) {
          expect(result.problems[0]?.message).toMatch(/ of prices instead of /);
          return;
        }
        const { surface: read } = imported(text, { ...context, ...surface });
        const given = {
          strikes: style.strikeHeader
            ? surface.strikes
            : contractGrid.strikes.map((strike) => strike * (surface.spot / 100)),
          maturities: style.maturityHeader ? surface.maturities : contractGrid.maturities,
        };
        expect(read).toEqual({ ...surface, ...given });
      }),
      { numRuns: 200 },
    );
  });

  test('comes back exactly from the text that is copied', () => {
    const double = fc.double({ min: 0, max: 1e9, noNaN: true });
    const prices = fc.array(double, { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(anySurface, prices, (surface, drawn) => {
        const given = { ...surface, prices: drawn.map((price) => price || 0) };
        expect(imported(surfaceToText(given), { ...context, ...given }).surface).toEqual(given);
      }),
      { numRuns: 50 },
    );
  });

  test('is never misread where a mark may be decimal or thousands', () => {
    const spots = fc.integer({ min: 100, max: 40_000 });
    fc.assert(
      fc.property(
        fc.nat(samples.length - 2),
        spots,
        tableStyle,
        fc.constantFrom(0, 3),
        (n, spot, style, decimals) => {
          const sample = samples[n]!.make();
          const round = (x: number | undefined) => Number(((x! * spot) / 100).toFixed(decimals));
          const maturities = sample.maturities.map((_, j) => j + 1);
          const prices = sample.prices.map(round);
          const strikes = sample.strikes.map(round);
          const surface = { ...sample, strikes, maturities, prices, spot };
          const whole = { ...style, strikeHeader: true, maturityHeader: true };
          const result = importSurface(tableText(surface, { ...whole, decimals }), {
            ...context,
            ...surface,
          });
          if (result.ok) expect(result.value.surface).toEqual(surface);
          else expect(result.problems.map((p) => p.message).join()).toMatch(/could be/);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('with a line of prices left out is refused, or read as its headers say', () => {
    const lines = fc.nat(29);
    fc.assert(
      fc.property(fc.nat(samples.length - 1), tableStyle, lines, (n, style, line) => {
        const { prices, strikes, maturities, ...market } = samples[n]!.make();
        const left = {
          ...market,
          strikes: strikes.filter((_, i) => i !== line),
          maturities: maturities.filter((_, j) => j !== line - 20),
          prices: prices.filter((_, k) => Math.floor(k / 10) !== line && k % 10 !== line - 20),
        };
        const result = importSurface(tableText(left, style), { ...context, ...market });
        expect(result.ok).toBe(style.strikeHeader && style.maturityHeader);
        if (!result.ok) return;
        const { surface } = result.value;
        expect(surface.strikes).toHaveLength(left.strikes.length);
        const decimals = Math.min(style.decimals, 4);
        surface.prices.forEach((price, i) => {
          expect(price).toBeCloseTo(left.prices[i]!, decimals);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('gives a surface or problems, whatever is pasted', () => {
    const valid = [surfaceToText(samples[0]!.make()), fixture('ragged-index-quotes.csv')];
    const damage = fc.array(
      fc.record({
        at: fc.nat(4000),
        cut: fc.nat(40),
        put: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('\t', '\n', '"', ',', '-', ' ')),
      }),
      { maxLength: 4 },
    );
    const damaged = fc
      .tuple(fc.constantFrom(...valid), damage)
      .map(([start, changes]) =>
        changes.reduce(
          (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
          start,
        ),
      );
    const texts = fc.oneof(
      damaged,
      fc.string({ unit: 'binary' }),
      fc.json().map((j) => `{${j}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = importSurface(text, context);
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        const { strikes, maturities, prices } = result.value.surface;
        expect(prices).toHaveLength(strikes.length * maturities.length);
        expect(
          prices.every((price) => price === undefined || (Number.isFinite(price) && price >= 0)),
        ).toBe(true);
        for (const axis of [strikes, maturities])
          expect(axis.every((value, i) => value > (axis[i - 1] ?? 0))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
