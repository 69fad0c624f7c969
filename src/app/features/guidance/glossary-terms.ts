import { models } from '../../../levy/models.ts';
import { fold } from './fold.ts';

/** A term of the screen in plain sentences. */
export interface GlossaryTerm {
  readonly term: string;
  /** Other names that it is looked for by. */
  readonly also: string;
  readonly text: string;
}

/** Terms in the order in which they are met: the quotes, the fit, how far to trust it, the law. */
const general: readonly GlossaryTerm[] = [
  {
    term: 'Surface',
    also: 'quotes grid strikes maturities',
    text: 'The option prices of one day over strikes and maturities. A calibration takes all of them at once.',
  },
  {
    term: 'Forward',
    also: 'F dividend rate carry',
    text: 'The price agreed today for the underlying at a maturity: the spot grown by the rate less the dividend yield. Smiles are read against it.',
  },
  {
    term: 'Log-moneyness',
    also: 'ln K/F moneyness',
    text: 'The logarithm of strike over forward, ln(K/F). Zero is at the money, negative is below the forward.',
  },
  {
    term: 'At the money',
    also: 'ATM',
    text: 'Where the strike is nearest the forward of its maturity. There an option has the most time value.',
  },
  {
    term: 'Put–call parity',
    also: 'parity implied forward',
    text: 'A call less a put of the same strike is worth the discounted forward less the discounted strike, whatever the model. Where puts and calls are quoted it gives the forward.',
  },
  {
    term: 'Intrinsic value',
    also: 'exercise',
    text: 'What an option would be worth if the underlying were sure to end at its forward. A quote below it can be arbitraged.',
  },
  {
    term: 'Time value',
    also: 'extrinsic',
    text: 'What an option costs beyond its intrinsic value: the price of not knowing.',
  },
  {
    term: 'Implied volatility',
    also: 'IV Black vol',
    text: 'The volatility that makes the Black formula give the quoted price. It puts all strikes and maturities on one scale, in per cent a year.',
  },
  {
    term: 'Vega',
    also: 'sensitivity volatility',
    text: 'How much the price moves for one unit of volatility. Far from the forward it is small, and small errors of price are large ones of volatility.',
  },
  {
    term: 'Smile and skew',
    also: 'wing slope',
    text: 'Implied volatility drawn over strikes. Its slope is the skew, its bend shows fat tails; a model with neither would draw a flat line.',
  },
  {
    term: 'Term structure',
    also: 'ATM maturity',
    text: 'Implied volatility at the money over maturities.',
  },
  {
    term: 'Static arbitrage',
    also: 'butterfly calendar vertical check',
    text: 'Quotes that could be combined into a sure profit: prices that rise with the strike, are not convex in it, or fall with maturity. Noise does this to good quotes; swapped rows do it everywhere.',
  },
  {
    term: 'Calibration',
    also: 'fit calibrate',
    text: 'The search for the parameters at which the model’s prices come nearest to the quotes.',
  },
  {
    term: 'Lévy model',
    also: 'jump process variance gamma CGMY',
    text: 'A model in which returns of equal periods are independent and alike, and jumps are allowed. Variance Gamma and CGMY have jumps only.',
  },
  {
    term: 'Network',
    also: 'neural inference oracle',
    text: 'The trained neural network that reads parameters from the surface in about a millisecond, here in the browser. Its answer is where the refinement begins.',
  },
  {
    term: 'Refinement',
    also: 'least squares Levenberg Marquardt refined',
    text: 'From the network’s answer, the parameters move until no step makes the fit better. The values on screen are these, unless “Network only” is chosen.',
  },
  {
    term: 'Fit by',
    also: 'objective vega price relative spread',
    text: 'Which error is made least: of implied volatility, of price, of price relative to itself, or of price in half bid–ask spreads.',
  },
  {
    term: 'Residual',
    also: 'error difference',
    text: 'Model less market, in basis points of implied volatility or in price. What is left should look like noise; a pattern is what the model cannot do.',
  },
  {
    term: 'Basis point',
    also: 'bp',
    text: 'A hundredth of a per cent. Of volatility: 18.00 % and 18.01 % are 1 bp apart.',
  },
  {
    term: 'RMSE',
    also: 'root mean square error bp',
    text: 'The root of the mean of the squared residuals: one typical error. In basis points of implied volatility, or in price.',
  },
  {
    term: 'AIC and BIC',
    also: 'Akaike Bayes information criterion',
    text: 'Scores that reward a close fit and charge for each parameter; lower is better. They compare models on the same quotes, and a difference of ten decides.',
  },
  {
    term: 'Inside bid–ask',
    also: 'spread bid ask',
    text: 'How many quotes have the model’s price between their bid and their ask: all that a market can ask of a model.',
  },
  {
    term: '95 % interval',
    also: 'confidence ± Cramér–Rao standard error uncertainty pinned',
    text: 'Where the parameter lies in 95 of 100 cases, given the quotes’ noise. From the curvature of the fit (the Cramér–Rao bound): no method that is right on average knows more from these quotes.',
  },
  {
    term: 'Identified',
    also: 'pinned flat direction weakly not identified correlation',
    text: 'A parameter is pinned where the quotes tell it, and not identified where others can make up for any change of it.',
  },
  {
    term: 'Unfamiliarity',
    also: 'trust strange out of distribution rank',
    text: 'How unlike the surfaces of the network’s training these quotes are. Beyond 99 % of its own kind the network’s answer is not to be trusted; the refinement may still be.',
  },
  {
    term: 'Training range',
    also: 'edge outside bounds',
    text: 'The parameters that the network was shown. A value at its edge is a guess of the network, while the refinement may go beyond.',
  },
  {
    term: 'Risk-neutral density',
    also: 'distribution pricing measure',
    text: 'How the fitted prices spread the underlying’s end over its possible values. It holds the price of risk, so it is no forecast.',
  },
  {
    term: 'Skewness',
    also: 'asymmetry third moment',
    text: 'How lopsided the returns are. Negative: the long tail is on the downside. In a Lévy model it halves where the maturity is four times as long.',
  },
  {
    term: 'Excess kurtosis',
    also: 'fat tails fourth moment',
    text: 'How much likelier extremes are than under a normal law, which has 0. In a Lévy model it halves where the maturity doubles.',
  },
  {
    term: 'What if',
    also: 'sliders snap back',
    text: 'Parameters moved by hand: the surface is repriced at once, and the distance to the market is shown. Snap back returns to the calibrated values.',
  },
];

/** What the models themselves say of their parameters. */
function parameterTerms(): GlossaryTerm[] {
  return models.flatMap(({ title, parameters }) =>
    parameters.map(({ symbol, key, name, unit, meaning }) => ({
      term: `${symbol} (${title})`,
      also: `${key} parameter`,
      text: `${capital(name)}${unit && `, ${unit}`}. ${meaning}`,
    })),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All terms, by name; the parameters first, as the models order them. */
export function glossaryTerms(): readonly GlossaryTerm[] {
  const byName = new Intl.Collator('en');
  return [...parameterTerms(), ...general.toSorted((a, b) => byName.compare(a.term, b.term))];
}

/** The terms that a query's words are all found in, those named so before those that mention it. */
export function findTerms(terms: readonly GlossaryTerm[], query: string): GlossaryTerm[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => fold(text).includes(word));
  const named = terms.filter(({ term, also }) => holds(`${term} ${also}`));
  const mentioned = terms.filter((each) => !named.includes(each) && holds(each.text));
  return [...named, ...mentioned];
}
