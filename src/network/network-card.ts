import * as z from 'zod/mini';
import { findModel } from '../levy/models.ts';
import type { NetworkCard } from './network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from './network-grid.ts';

const numbers = z.array(z.number());
const positive = z.number().check(z.positive());

const cardSchema = z.object({
  format: z.literal(1),
  model: z.string(),
  layers: z.array(z.int().check(z.positive())).check(z.minLength(2)),
  input: z.object({
    floor: positive,
    logMoneyness: numbers,
    maturities: numbers,
  }),
  output: z.object({
    labels: z.array(z.string()),
    mean: numbers,
    scale: z.array(positive),
    min: numbers,
    max: numbers,
  }),
  weights: z.object({
    // A plain name, so that a card cannot point out of its folder.
    file: z.string().check(z.regex(/^[\w-][\w.-]*$/)),
    bytes: z.int().check(z.positive()),
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
  const { layers, input, output } = card;
  const model = findModel(card.model);
  if (card.model !== name || model === undefined) return 'is for another model';
  if (!onNetworkGrid(input.logMoneyness, input.maturities)) return 'is for another grid of inputs';
  if ((layers[0] ?? 0) > CELL_COUNT) return `takes more than ${CELL_COUNT} features`;
  const outputs = model.coordinates.labels.length;
  const widths = [layers.at(-1), ...Object.values(output).map((column) => column.length)];
  if (widths.some((width) => width !== outputs)) return `does not have ${outputs} outputs`;
  if (output.min.some((min, i) => !(min < (output.max[i] ?? min))))
    return 'has an empty output range';
  const missing = model.parameters.find(({ key }) => {
    const range = card.ranges[key];
    return !(range && range.min < range.max);
  });
  return missing && `has no training range for ${missing.key}`;
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
