import { describe, expect, test } from 'vitest';
import { surfaceToText } from '../../exchange/surface-text.ts';
import { context } from './context.fixture.ts';
import { samples } from './example-samples.ts';
import { importSurface } from './import-surface.ts';
import { noHeaders, spoiled, table, text } from './table/spoil-table.fixture.ts';

/** Notes of what was read, or what keeps it from being read. */
function notes(text: string, given = context): readonly string[] {
  const result = importSurface(text, given);
  return result.ok ? result.value.notes : result.problems.map(({ message }) => message);
}

describe('what is inferred is noted', () => {
  test('long maturities are said to be years', () => {
    expect(notes(spoiled(1, 11, '12'))).toEqual([
      'Maturities are read in years: the longest is 12 years.',
    ]);
  });

  test('titles and footers', () => {
    const whole = `Closing prices\nSource:\tBloomberg\n${text(table())}\nSource: own\n`;
    expect(notes(whole)).toEqual([
      'Row 1 (“Closing prices”) is not part of the table and was skipped.',
      'Row 2 (“Source:”) is not part of the table and was skipped.',
      'Row 24 (“Source: own”) is not part of the table and was skipped.',
    ]);
  });

  test('a header row without a corner', () => {
    const [header, ...body] = table();
    expect(notes(text([header!.slice(1), ...body], ' '))).toEqual([
      'The header row starts over the second column: it has no corner cell.',
    ]);
  });

  test('grids of the contract, in proportion to the spot', () => {
    const rows = table();
    expect(notes(text(rows.slice(1)))).toEqual([
      "No maturities in the table: the contract's maturities 0.1…2.0 are used.",
    ]);
    expect(notes(text(rows.map((row) => row.slice(1))), { ...context, spot: 90 })).toEqual([
      "No strikes in the table: the contract's strikes, scaled to the spot of 90 (72…108), are used.",
    ]);
    expect(notes(text(noHeaders()), { ...context, spot: 20 }).at(-1)).toBe(
      'The prices go up to 29.38, but no call is worth more than the spot of 20. Set the spot of this surface, then import it again.',
    );
  });

  test('falling strikes', () => {
    const [header, ...body] = table();
    const falling = importSurface(text([header!, ...body.toReversed()]), context);
    const rising = importSurface(text(table()), context);
    expect(falling).toMatchObject({
      value: { notes: ['The strikes are listed from high to low: put in increasing order.'] },
    });
    expect(falling.ok && falling.value.surface).toEqual(rising.ok && rising.value.surface);
  });

  test('a spot that the prices allow stays, though outside the strikes', () => {
    const out = samples[0]!.make();
    // Calls of strikes 1.3 times as high on a spot of 100: dear, but no contradiction to it.
    const strikes = out.strikes.map((strike) => strike * 1.3);
    const prices = out.prices.map((price, i) => price! / (3 + Math.floor(i / 10)));
    const given = surfaceToText({ ...out, strikes, prices });
    expect(notes(given)).toEqual(['The spot of 100 lies outside the strikes 104…156.']);
  });

  test('a spot that the prices contradict becomes the middle of the strikes', () => {
    const { strikes, prices, ...rest } = samples[0]!.make();
    const scaled = (values: ReadonlyArray<number | undefined>) =>
      values.map((value) => value! * 1.3);
    const given = surfaceToText({ ...rest, strikes: scaled(strikes), prices: scaled(prices) });
    expect(notes(given)).toEqual([
      expect.stringMatching(/^Spot set to 130, the middle of the strikes/),
    ]);
  });

  test('1,234 is read as what fits, or not at all', () => {
    const rows = noHeaders().map((row) =>
      row.map((cell) => (Number(cell) + 1).toFixed(3).replace('.', ',')),
    );
    expect(notes(text(rows))).toEqual([
      '“21,482” could be 21482 or 21.482: read as 21.482 (decimal comma), which fits the spot and the strikes.',
      expect.stringMatching(/^No header row or column/),
    ]);
    const [header, ...body] = table().map((row) =>
      row.map((cell) => Number(cell).toFixed(3).replace('.', ',')),
    );
    const years = header!.map((_, j) => (j === 0 ? '' : String(j)));
    const strikesToo = text([years, ...body.map((row) => row.map((c) => c.replace(/^0,/, '1,')))]);
    expect(notes(strikesToo)[0]).toBe(
      '“80,000” could be 80000 or 80: read as 80 (decimal comma), which fits the spot and the strikes.',
    );
    expect(notes(strikesToo, { ...context, spot: 5 })).toEqual([
      '“80,000” could be 80000 or 80, and no other number of the table tells which. Show more decimals, or none, and no thousands separators, then paste again.',
    ]);
  });
});
