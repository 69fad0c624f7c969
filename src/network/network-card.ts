import * as z from 'zod/mini';
import { findModel } from '../levy/models.ts';
import { completenesses } from './error-factors.ts';
import { NOISE_INPUTS } from './features.ts';
import type { NetworkCard } from './network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from './network-grid.ts';

/** Longer lists no card has, and a million faults in one are more than can be passed on. */
const few = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(CELL_COUNT));
const numbers = few(z.number());
const positive = z.number().check(z.positive());
const factorRows = few(few(positive));
const widths = few(z.int().check(z.positive())).check(z.minLength(2));

/** Of weights, in bytes: a hundred times those of the networks here, and no burden to a tab. */
export const MOST_WEIGHTS = 64 * 2 ** 20;

const cardSchema = z.object({
  format: z.literal(2),
  model: z.string(),
  layers: widths,
  errorLayers: widths,
  input: z.object({
    floor: positive,
    scores: z.int().check(z.positive(), z.multipleOf(2), z.maximum(CELL_COUNT)),
    logMoneyness: numbers,
    maturities: numbers,
  }),
  output: z.object({
    labels: few(z.string()),
    mean: numbers,
    scale: few(positive),
    min: numbers,
    max: numbers,
  }),
  errorFactors: z.object({
    levels: few(positive),
    factors: z.object({
      complete: factorRows,
      window: factorRows,
      few: factorRows,
      some: factorRows,
      many: factorRows,
    }),
  }),
  unfamiliarity: z.object({
    tolerance: positive,
    quantiles: few(z.object({ share: z.number(), score: positive })).check(z.minLength(2)),
  }),
  weights: z.object({
    // A plain name, so that a card cannot point out of its folder.
    file: z.string().check(z.regex(/^[\w-][\w.-]*$/)),
    bytes: z.int().check(z.positive(), z.maximum(MOST_WEIGHTS)),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  ranges: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
  accuracy: z.unknown(),
  recipe: z.unknown(),
  date: z.string(),
});

/** The card in `text`, whole and consistent, for `model`. Throws an Error whose message says why not. */
export function parseCard(text: string, model: string): NetworkCard {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('its card is not JSON.');
  }
  const parsed = cardSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`its card is not valid at ${issue?.path.join('.') || 'its top'}.`);
  }
  const problem = inconsistency(parsed.data, model);
  if (problem !== undefined) throw new Error(`its card ${problem}.`);
  return parsed.data;
}

function inconsistency(card: NetworkCard, name: string): string | undefined {
  const { layers, errorLayers, input, output } = card;
  const model = findModel(card.model);
  if (card.model !== name || model === undefined) return 'is for another model';
  if (!onNetworkGrid(input.logMoneyness, input.maturities)) return 'is for another grid of inputs';
  const inputs = input.scores + NOISE_INPUTS;
  if (layers[0] !== inputs || errorLayers[0] !== inputs) return `does not take ${inputs} inputs`;
  if (layers.length !== errorLayers.length) return 'has an error network of another depth';
  const outputs = model.coordinates.labels.length;
  const widths = [layers.at(-1), ...Object.values(output).map((column) => column.length)];
  if (widths.some((width) => width !== outputs)) return `does not have ${outputs} outputs`;
  const bounds = 2 * model.parameters.length;
  if (errorLayers.at(-1) !== bounds) return `does not have ${bounds} error outputs`;
  if (!hasAllFactors(card, bounds)) return 'lacks factors of its errors';
  if (output.min.some((min, i) => !(min < (output.max[i] ?? min))))
    return 'has an empty output range';
  const missing = model.parameters.find(({ key }) => {
    const range = card.ranges[key];
    return !(range && range.min < range.max);
  });
  return missing && `has no training range for ${missing.key}`;
}

function hasAllFactors({ errorFactors }: NetworkCard, outputs: number): boolean {
  const { levels, factors } = errorFactors;
  return completenesses.every(
    (kind) =>
      factors[kind].length === levels.length + 1 &&
      factors[kind].every((row) => row.length === outputs),
  );
}

/** Features are taken on the one grid of network-grid.ts, so a card for another would mislead. */
function onNetworkGrid(logMoneyness: readonly number[], maturities: readonly number[]): boolean {
  return (
    logMoneyness.length === CELL_COUNT &&
    maturities.length === CELL_COUNT &&
    logMoneyness.every((k, i) => Math.abs(k - (networkLogMoneyness[i] ?? Number.NaN)) < 1e-9) &&
    maturities.every((t, i) => Math.abs(t - networkMaturity(i)) < 1e-9)
  );
}
