import type { Doubt, ValueKind } from '../reading-options.ts';

/** The numbers of a grid, whatever they are: strike-major, strikes and maturities increasing. */
export interface GridValues {
  readonly values: ReadonlyArray<number | undefined>;
  readonly strikes: readonly number[];
  /** Years. */
  readonly maturities: readonly number[];
  readonly spot: number;
}

export interface FoundKind {
  readonly kind: ValueKind;
  readonly doubt?: Doubt;
}

const FRACTIONS = { least: 0.01, most: 3 };
const PER_CENTS = { least: 1, most: 300 };
/** Quotes are noisy: so many pairs of neighbouring calls may be in the wrong order. */
const LEAST_FALLING = 0.9;
const LEAST_RISING = 0.6;
const LEAST_ABOVE_INTRINSIC = 0.75;

/**
 * Whether the numbers of a grid are prices or volatilities. They may be volatilities only if all are
 * of their size, 0.01…3 or 1 %…300 %, which no grid of prices is that reaches far out of the money;
 * and they are prices if they fall with the strike, rise with the maturity and are worth exercising.
 * @param words Whether the text speaks of volatilities.
 */
export function valueKind(grid: GridValues, words: boolean): FoundKind {
  const known = grid.values.filter((value) => value !== undefined);
  const within = ({ least, most }: typeof FRACTIONS) =>
    known.every((value) => value >= least && value <= most);
  const isFraction = within(FRACTIONS);
  if (known.length === 0 || !(isFraction || within(PER_CENTS))) return { kind: 'price' };
  const candidate = isFraction ? 'fraction' : 'percent';
  const arePrices = looksLikePrices(grid);
  if (words && !arePrices) return { kind: candidate };
  if (arePrices && !words) return { kind: 'price' };
  const why = arePrices
    ? 'The text speaks of volatilities, and the numbers could be prices.'
    : `No calls have such prices: these look like volatilities${isFraction ? '' : ' in %'}.`;
  return {
    kind: 'price',
    doubt: {
      about: 'values',
      question: `${why} Are they prices or volatilities?`,
      proposed: { values: candidate },
      between: `price ${candidate}`,
    },
  };
}

function looksLikePrices(grid: GridValues): boolean {
  const { values, strikes, maturities, spot } = grid;
  const width = maturities.length;
  const at = (i: number, j: number) => values[i * width + j];
  const down = strikes
    .slice(1)
    .flatMap((_, i) => maturities.map((_, j) => [at(i + 1, j), at(i, j)] as const));
  const across = strikes.flatMap((_, i) =>
    maturities.slice(1).map((_, j) => [at(i, j), at(i, j + 1)] as const),
  );
  // Without discounting, which the rate at hand and the unit of the maturities may spoil.
  const worth = strikes.flatMap((strike, i) =>
    maturities.map((_, j) => [spot - strike, at(i, j)] as const),
  );
  return (
    orderedShare(down) >= LEAST_FALLING &&
    orderedShare(across) >= LEAST_RISING &&
    orderedShare(worth) >= LEAST_ABOVE_INTRINSIC &&
    growsWithTime(grid)
  );
}

/** The least power of time with which calls at the money grow; a half, if volatility is the same. */
const LEAST_GROWTH = 0.2;
/** Beyond it calls at the money are dearer than quotes are. */
const MOST_VOLATILITY = 0.8;

/**
 * Whether calls near the money cost more the longer they live, as no volatilities do, and no more
 * than C ≈ 0.4·S·σ√T of a volatility that occurs (Brenner and Subrahmanyam 1988).
 */
function growsWithTime({ values, strikes, maturities, spot }: GridValues): boolean {
  const width = maturities.length;
  const distance = strikes.map((strike) => Math.abs(strike - spot));
  const row = distance.indexOf(Math.min(...distance));
  const known = maturities.flatMap((maturity, j) => {
    const value = values[row * width + j];
    return value === undefined ? [] : [{ maturity, value }];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return true;
  const intrinsic = Math.max(spot - (strikes[row] ?? spot), 0);
  if (last.value - intrinsic > 0.4 * spot * MOST_VOLATILITY * Math.sqrt(last.maturity))
    return false;
  return last.value / first.value >= (last.maturity / first.maturity) ** LEAST_GROWTH;
}

/** Share of the known pairs whose first is the second at most; 1 where there are none. */
function orderedShare(pairs: ReadonlyArray<readonly [number | undefined, number | undefined]>) {
  const known = pairs.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [a <= b]));
  return known.length === 0 ? 1 : known.filter(Boolean).length / known.length;
}
