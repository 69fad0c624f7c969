import * as z from 'zod/mini';
import { LEAST_QUOTES, MOST_QUOTES } from '../../calibration/quotes/limits.ts';
import { type BidAsk, quotedCells, type Surface } from '../../calibration/quotes/surface.ts';
import { finiteNumber, finiteNumbers, listOf, readNumber, writeNumber } from './exact-numbers.ts';

/*
 * A surface in files and links of our own. JSON has no undefined: null stands where nothing is
 * quoted. So lists of what may be absent are read with a box around each value.
 */

/** More cells are no grid of quotes, and would fill the memory. */
const MOST_CELLS = 1_200_000;
/** Quotes of nonsense may imply any; forwards have to stay numbers. */
const MOST_RATE = 10;

interface Box<T> {
  readonly value: T | undefined;
}
const EMPTY: Box<never> = { value: undefined };

const boxedNumbers = listOf((item): Box<number> | undefined => {
  if (item === null) return EMPTY;
  const value = readNumber(item);
  return value !== undefined && Number.isFinite(value) ? { value } : undefined;
}, 'finite numbers and nulls');

const boxedSides = listOf((item): Box<BidAsk> | undefined => {
  if (item === null) return EMPTY;
  if (!Array.isArray(item) || item.length !== 2) return undefined;
  const [bid, ask] = item.map(readNumber);
  return bid !== undefined && ask !== undefined && bid >= 0 && bid <= ask && ask < Infinity
    ? { value: { bid, ask } }
    : undefined;
}, 'pairs of a bid and an ask that is no less, and nulls');

const flags = listOf(
  (item) => (item === 0 || item === 1 ? { value: item === 1 } : undefined),
  'zeros and ones',
);

const written = z.object({
  strikes: finiteNumbers,
  maturities: finiteNumbers,
  prices: boxedNumbers,
  puts: z.exactOptional(flags),
  spreads: z.exactOptional(boxedSides),
  spot: finiteNumber,
  rate: finiteNumber,
  dividendYield: finiteNumber,
  forwards: z.exactOptional(finiteNumbers),
});

/** The schema of a surface that {@link writeSurface} wrote; its problems are in plain words. */
export const surfaceSchema = z.pipe(
  written,
  z.transform((read, context): Surface => {
    const unboxed = <T>(boxes: readonly Box<T>[]) => boxes.map(({ value }) => value);
    const surface: Surface = {
      strikes: read.strikes,
      maturities: read.maturities,
      prices: unboxed(read.prices),
      ...(read.puts && { puts: read.puts.map(({ value }) => value) }),
      ...(read.spreads && { spreads: unboxed(read.spreads) }),
      spot: read.spot,
      rate: read.rate,
      dividendYield: read.dividendYield,
      ...(read.forwards && { forwards: read.forwards }),
    };
    const message = surfaceProblem(surface);
    if (message === undefined) return surface;
    context.issues.push({ code: 'custom', input: read, message });
    return z.NEVER;
  }),
);

/** Why these numbers are no surface, or undefined where they are one. */
export function surfaceProblem(surface: Surface): string | undefined {
  const { strikes, maturities, prices, puts, spreads, spot, rate, dividendYield, forwards } =
    surface;
  const cells = strikes.length * maturities.length;
  if (!isAxis(strikes)) return 'the strikes must be positive and increase';
  if (!isAxis(maturities)) return 'the maturities must be positive and increase';
  if (cells > MOST_CELLS) return `a grid of ${cells} cells is too large`;
  for (const list of [prices, puts, spreads]) {
    if (list && list.length !== cells)
      return `a list of ${list.length} stands where ${strikes.length} strikes × ${maturities.length} maturities need ${cells} values`;
  }
  const quotes = quotedCells(surface).length;
  if (quotes < LEAST_QUOTES || quotes > MOST_QUOTES)
    return `it has ${quotes} quotes, and ${LEAST_QUOTES} to ${MOST_QUOTES} can be fitted`;
  if (!(spot > 0)) return 'the spot must be more than 0';
  if (Math.abs(rate) > MOST_RATE || Math.abs(dividendYield) > MOST_RATE)
    return 'rate and dividend yield must lie between −1000 % and 1000 %';
  if (forwards && (forwards.length !== maturities.length || !forwards.every((at) => at > 0)))
    return 'there must be a positive forward price for each maturity';
  return undefined;
}

function isAxis(values: readonly number[]): boolean {
  return values.length > 0 && values.every((value, i) => value > (values[i - 1] ?? 0));
}

/** The surface as JSON can hold it. */
export function writeSurface(surface: Surface): object {
  const { strikes, maturities, prices, puts, spreads, spot, rate, dividendYield, forwards } =
    surface;
  return {
    strikes: strikes.map(writeNumber),
    maturities: maturities.map(writeNumber),
    prices: prices.map((price) => (price === undefined ? null : writeNumber(price))),
    ...(puts && { puts: puts.map(Number) }),
    ...(spreads && {
      spreads: spreads.map((sides) =>
        sides ? [writeNumber(sides.bid), writeNumber(sides.ask)] : null,
      ),
    }),
    spot: writeNumber(spot),
    rate: writeNumber(rate),
    dividendYield: writeNumber(dividendYield),
    ...(forwards && { forwards: forwards.map(writeNumber) }),
  };
}
