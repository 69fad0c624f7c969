import { type Quote, type QuoteMarket, quotePrice } from './quotes.ts';

/** Pairs nearest to the money that tell a forward; more would bring in what trades little. */
const PAIRS = 5;

type Forwards =
  | {
      readonly ok: true;
      /** At each maturity; undefined where spot, rate and yield tell them. */
      readonly forwards?: readonly number[];
      readonly dividendYield: number;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/**
 * Forwards as the market gives them: as told, by the dividend yield, or from put–call parity,
 * F = K + e^(rT)·(C − P), the median over the pairs nearest to the money. Maturities without a pair
 * lie on the line of ln F between their neighbours, the spot among them; beyond the last, they take
 * its yield.
 */
export function parityForwards(
  quotes: readonly Quote[],
  maturities: readonly number[],
  market: QuoteMarket,
): Forwards {
  const { spot, rate } = market;
  if (market.forwards) return toldForwards(market, maturities);
  if (market.dividendYield !== undefined) {
    return { ok: true, dividendYield: market.dividendYield, notes: [] };
  }
  const slices = Map.groupBy(quotes, ({ maturity }) => maturity);
  const implied = maturities.map((maturity) =>
    parityForward(slices.get(maturity) ?? [], maturity, rate),
  );
  const bad = implied.findIndex((forward) => forward !== undefined && !(forward > 0));
  if (bad >= 0) {
    const message = `Put–call parity at maturity ${maturities[bad]} gives the forward ${implied[bad]?.toPrecision(4)}: are calls and puts exchanged, or prices in another currency?`;
    return { ok: false, message };
  }
  const known: ImpliedYield[] = implied.flatMap((forward, t) => {
    const maturity = maturities[t] ?? Number.NaN;
    return forward === undefined
      ? []
      : [{ maturity, dividendYield: rate - Math.log(forward / spot) / maturity }];
  });
  if (known.length === 0) return { ok: true, dividendYield: 0, notes: [] };
  const forwards = maturities.map((maturity, t) => {
    return implied[t] ?? spot * Math.exp(rate * maturity - dividendsTo(maturity, known));
  });
  const yields = known.map(({ dividendYield }) => dividendYield).sort((a, b) => a - b);
  const from = (100 * (yields[0] ?? 0)).toFixed(2);
  const to = (100 * (yields.at(-1) ?? 0)).toFixed(2);
  const range = from === to ? `${from} %` : `${from} % to ${to} %`;
  const note = `Forwards from put–call parity at ${known.length} of ${maturities.length} maturities: a dividend yield of ${range}.`;
  const dividendYield = yields[yields.length >> 1] ?? 0;
  return { ok: true, forwards, dividendYield, notes: [note] };
}

interface ImpliedYield {
  readonly maturity: number;
  readonly dividendYield: number;
}

/** Yield times maturity, linear between the known ones: no error of a short one is drawn out. */
function dividendsTo(maturity: number, known: readonly ImpliedYield[]): number {
  const before = known.findLast((entry) => entry.maturity < maturity);
  const after = known.find((entry) => entry.maturity > maturity);
  if (!after) return (before?.dividendYield ?? 0) * maturity;
  const start = before ?? { maturity: 0, dividendYield: 0 };
  const share = (maturity - start.maturity) / (after.maturity - start.maturity);
  const from = start.dividendYield * start.maturity;
  return from + share * (after.dividendYield * after.maturity - from);
}

function toldForwards(market: QuoteMarket, maturities: readonly number[]): Forwards {
  const told = market.forwards ?? [];
  const wrong = told.find(({ forward }) => !(forward > 0 && Number.isFinite(forward)));
  if (wrong) {
    const message = `The forward at maturity ${wrong.maturity} is ${wrong.forward}: it must be above 0 and finite.`;
    return { ok: false, message };
  }
  const forwards: number[] = [];
  for (const maturity of maturities) {
    const match = told.find((entry) => Math.abs(entry.maturity - maturity) < 1e-9);
    if (!match) {
      const message = `There is no forward for maturity ${maturity}. Give one for every maturity, or none.`;
      return { ok: false, message };
    }
    forwards.push(match.forward);
  }
  return { ok: true, forwards, dividendYield: market.dividendYield ?? 0, notes: [] };
}

/**
 * The forward that put–call parity gives at one maturity: the median over the pairs nearest to the
 * money; undefined where no strike has both a call and a put.
 * @param slice All quotes of the maturity.
 */
export function parityForward(
  slice: readonly Quote[],
  maturity: number,
  rate: number,
): number | undefined {
  const putAt = new Map(
    slice.filter(({ type }) => type === 'put').map((quote) => [quote.strike, quotePrice(quote)]),
  );
  const pairs = slice.flatMap((quote) => {
    const put = putAt.get(quote.strike);
    if (quote.type !== 'call' || put === undefined) return [];
    const difference = quotePrice(quote) - put;
    return [{ difference, forward: quote.strike + Math.exp(rate * maturity) * difference }];
  });
  const nearest = pairs
    .sort((a, b) => Math.abs(a.difference) - Math.abs(b.difference))
    .slice(0, PAIRS)
    .map(({ forward }) => forward)
    .sort((a, b) => a - b);
  const middle = nearest.length >> 1;
  return nearest.length % 2 === 1
    ? nearest[middle]
    : nearest.length > 0
      ? ((nearest[middle - 1] ?? 0) + (nearest[middle] ?? 0)) / 2
      : undefined;
}
