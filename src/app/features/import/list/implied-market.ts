import { parityForward } from '../../../../calibration/quotes/parity.ts';
import { type Quote, quotePrice } from '../../../../calibration/quotes/quotes.ts';
import { impliedVolatility } from '../../../../levy/black.ts';
import { inPercent, type ToldMarket } from '../market-lines.ts';
import { shortNumber } from '../words.ts';

/** Spot, rate and dividend yield on the screen. */
export interface ScreenMarket {
  readonly spot: number;
  readonly rate: number;
  readonly dividendYield: number;
}

export interface ListMarket {
  readonly spot: number;
  readonly rate: number;
  /** Undefined where put–call parity tells the forwards. */
  readonly dividendYield?: number;
  readonly notes: readonly string[];
}

/** Forwards of the screen's market this near to the quotes' own, as a logarithm, are kept. */
const TOLERANCE = 0.005;
/** Longest over shortest maturity from which on two forwards tell spot and dividend yield apart. */
const LEAST_SPAN = 2;

interface Forward {
  readonly maturity: number;
  readonly logForward: number;
}

/**
 * The market that a list of quotes is written on: as its text tells; else as the screen has it, if
 * its forwards agree with those that the quotes imply; else as they imply, which a note says.
 * Undefined where spot is neither told nor implied.
 */
export function listMarket(
  quotes: readonly Quote[],
  told: ToldMarket,
  screen: ScreenMarket,
): ListMarket | undefined {
  const rate = told.rate ?? screen.rate;
  const slices = [...Map.groupBy(quotes, ({ maturity }) => maturity)];
  const imply = (forwardOf: typeof parityForward) =>
    slices.flatMap(([maturity, slice]): Forward[] => {
      const forward = forwardOf(slice, maturity, rate);
      return forward !== undefined && forward > 0
        ? [{ maturity, logForward: Math.log(forward) }]
        : [];
    });
  const parity = imply(parityForward);
  const forwards = parity.length > 0 ? parity : imply(smoothForward);
  if (forwards.length === 0) {
    const spot = told.spot;
    const dividendYield = told.dividendYield ?? screen.dividendYield;
    return spot === undefined ? undefined : { spot, rate, dividendYield, notes: [] };
  }
  const how =
    parity.length > 0
      ? 'as put–call parity has it'
      : 'where the implied volatilities of puts and calls meet';
  const notes: string[] = [];

  const line = carryLine(forwards, rate, told.dividendYield, screen.dividendYield);
  let spot = told.spot ?? screen.spot;
  if (told.spot === undefined && Math.abs(Math.log(spot) - line) > TOLERANCE) {
    const shown = shortNumber(spot);
    spot = Number(Math.exp(line).toPrecision(5));
    notes.push(
      `The text names no spot, and the ${shown} on the screen does not fit: set to ${spot}, ${how}. Correct it if it is wrong.`,
    );
  }
  if (told.dividendYield !== undefined) {
    return { spot, rate, dividendYield: told.dividendYield, notes };
  }
  if (parity.length > 0) return { spot, rate, notes };
  let dividendYield = screen.dividendYield;
  const excess = forwards.map((f) => ({ ...f, carry: f.logForward - Math.log(spot) }));
  const fits = ({ carry, maturity }: { carry: number; maturity: number }) =>
    Math.abs(carry - (rate - dividendYield) * maturity) <= TOLERANCE;
  if (!excess.every(fits)) {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const carry = sum(excess.map((e) => e.carry)) / sum(excess.map((e) => e.maturity));
    const shown = inPercent(dividendYield);
    dividendYield = Number((rate - carry).toFixed(4));
    notes.push(
      `The text names no dividend yield, and the ${shown} on the screen does not fit: set to ${inPercent(dividendYield)} under the rate of ${inPercent(rate)}, ${how}. Correct rate and dividend yield if they are wrong.`,
    );
  }
  return { spot, rate, dividendYield, notes };
}

/** ln of the spot at the start of the line of ln F over T; short maturities know it best. */
function carryLine(
  forwards: readonly Forward[],
  rate: number,
  told: number | undefined,
  onScreen: number,
): number {
  const weights = forwards.map(({ maturity }) => 1 / maturity);
  const mean = (value: (forward: Forward) => number) =>
    forwards.reduce((sum, forward, i) => sum + (weights[i] ?? 0) * value(forward), 0) /
    weights.reduce((sum, weight) => sum + weight, 0);
  const time = mean((f) => f.maturity);
  const height = mean((f) => f.logForward);
  const maturities = forwards.map(({ maturity }) => maturity);
  const spans = Math.max(...maturities) >= LEAST_SPAN * Math.min(...maturities);
  const slope =
    told === undefined && spans
      ? mean((f) => (f.maturity - time) * f.logForward) / mean((f) => (f.maturity - time) ** 2)
      : rate - (told ?? onScreen);
  return height - slope * time;
}

const BISECTIONS = 60;

/**
 * The forward under which the implied volatilities of the two nearest puts below and calls above
 * lie on one parabola: raising it raises those of the puts and lowers those of the calls.
 * Undefined where there are not two of each out of the money.
 */
function smoothForward(
  slice: readonly Quote[],
  maturity: number,
  rate: number,
): number | undefined {
  const growth = Math.exp(rate * maturity);
  const options = slice.map((quote) => ({ ...quote, future: growth * quotePrice(quote) }));
  const puts = options.filter(({ type }) => type === 'put');
  const calls = options.filter(({ type }) => type === 'call');
  // No put is worth less than K − F, no call less than F − K.
  let low = puts.reduce((most, { strike, future }) => Math.max(most, strike - future), 0);
  let high = calls.reduce(
    (least, { strike, future }) => Math.min(least, strike + future),
    Number.POSITIVE_INFINITY,
  );
  if (!(low < high && Number.isFinite(high))) return undefined;
  const middle = (low + high) / 2;
  const below = puts
    .filter(({ strike }) => strike <= middle)
    .sort((a, b) => a.strike - b.strike)
    .slice(-2);
  const above = calls
    .filter(({ strike }) => strike >= middle)
    .sort((a, b) => a.strike - b.strike)
    .slice(0, 2);
  const nearest = [...below, ...above];
  if (nearest.length < 4) return undefined;
  const x = nearest.map(({ strike }) => Math.log(strike / middle));
  // The third divided difference, which is 0 on a parabola.
  const weights = x.map((at, i) =>
    x.reduce((product, other, j) => (i === j ? product : product / (at - other)), 1),
  );
  const bend = (forward: number) =>
    nearest.reduce((sum, { strike, future, type }, i) => {
      const implied = impliedVolatility(
        future / forward,
        Math.log(strike / forward),
        maturity,
        type,
      );
      return sum + (weights[i] ?? 0) * (implied.ok ? implied.volatility : 0);
    }, 0);
  for (let i = 0; i < BISECTIONS; i++) {
    const forward = (low + high) / 2;
    if (bend(forward) < 0) low = forward;
    else high = forward;
  }
  return (low + high) / 2;
}
