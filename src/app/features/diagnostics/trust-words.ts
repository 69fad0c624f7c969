import type { Refinement } from '../../../calibration/refine/refinement.ts';
import type { Calibration } from '../../../calibration/service.ts';
import { enumeration } from '../../../calibration/words.ts';
import type { LevyModel, ParameterSpec } from '../../../levy/model.ts';
import type { Trust } from '../../../network/network-reader.ts';
import type { PriceNoise } from '../../../network/price-noise.ts';
import { MOST_NOISE, type Unfamiliarity } from '../../../network/unfamiliarity.ts';
import { fixed, sizeText } from '../../format/numbers.ts';
import { knownByNetwork, parameterDecimals, plusMinus } from '../../format/parameters.ts';
import { familiarity, shareText } from '../../format/trust.ts';

/** The network's value with its own error at 95 %, in the digits that this allows. */
export function networkValueText(value: number, error: number, spec: ParameterSpec): string {
  const known = knownByNetwork(value, error, spec);
  const decimals = parameterDecimals(value, spec, known);
  return `${fixed(value, decimals)}\u00a0${plusMinus(known, decimals).replace(' ', '\u00a0')}`;
}

/** Whether a fitted value lies where the network says that 95 % of the truths lie. */
export function agrees(fitted: number, network: number, error: number): boolean {
  return Math.abs(fitted - network) <= error;
}

/** For which parameters the fit bears out what the network says of its errors. */
export function agreementText(
  { parameters }: LevyModel,
  calibration: Pick<Calibration, 'parameters' | 'trust'>,
  refinement: Pick<Refinement, 'parameters'>,
): string {
  const within = (i: number) =>
    agrees(
      refinement.parameters[i] ?? Number.NaN,
      calibration.parameters[i] ?? Number.NaN,
      calibration.trust.errors[i]?.p95 ?? Number.NaN,
    );
  const symbols = (are: boolean) =>
    parameters.filter((_, i) => within(i) === are).map(({ symbol }) => symbol);
  const [inside, outside] = [symbols(true), symbols(false)];
  const own = 'the network’s own ± at 95\u00a0%';
  if (outside.length === 0) return `All ${parameters.length} parameters agree within ${own}.`;
  if (inside.length === 0) return `No parameter agrees within ${own}.`;
  const agree = inside.length === 1 ? 'agrees' : 'agree';
  const are = outside.length === 1 ? 'does' : 'do';
  return `Within ${own}, ${enumeration(inside)} ${agree}; ${enumeration(outside)} ${are} not.`;
}

const kinds = {
  usual: 'The quotes are of the kind the network was trained on',
  noisy: 'If what seems noise is noise, the quotes are of the kind the network was trained on',
  unusual: 'The quotes are unusual for the network',
  unfamiliar: 'The quotes are unlike those the network was trained on',
} as const;

/** Beyond this, what the network takes for noise may as well be a shape that it cannot make. */
const MUCH: PriceNoise = { relative: 1e-3, absolute: 5e-5 };

function exceeds(noise: PriceNoise, limit: PriceNoise): boolean {
  return noise.relative > limit.relative || noise.absolute > limit.absolute;
}

/** How unlike its training surfaces the network finds the quotes. */
export function familiarityText({ noise, unfamiliarity }: Pick<Trust, 'noise' | 'unfamiliarity'>) {
  const { rank } = unfamiliarity;
  if (!Number.isFinite(rank)) return 'The network cannot tell whether it knows such quotes.';
  const kind = familiarity(unfamiliarity);
  if (kind !== 'unfamiliar' && exceeds(noise, MOST_NOISE)) {
    return 'The network was trained on no prices as noisy as these seem.';
  }
  const said = kind === 'usual' && exceeds(noise, MUCH) ? kinds.noisy : kinds[kind];
  const place = rank < 1 ? `${shareText(rank)} of` : 'nearly all of';
  return `${said}: it misses them by ${missText(unfamiliarity)}, more than on ${place} its test surfaces.`;
}

/** How far the network's own parameters miss the prices. */
function missText({ score }: Unfamiliarity): string {
  const times = score > 999 ? 'more than 999' : sizeText(score);
  return `${times} times what their noise and its usual error explain`;
}

/** Smaller errors are those of the arithmetic: shares of the price and of the forward. */
const EXACT: PriceNoise = { relative: 1e-5, absolute: 1e-8 };
/** An ordinary price over the forward, at which errors of both kinds are compared. */
const ORDINARY = 0.1;
/** What is less than this of the other kind is not worth saying. */
const WORTH_SAYING = 0.2;

/**
 * What errors the prices seem to have.
 * @param spot in whose currency errors of the absolute kind are said; near enough to the forward
 */
export function priceNoiseText(
  { noise, unfamiliarity }: Pick<Trust, 'noise' | 'unfamiliarity'>,
  spot: number,
): string {
  const kind = familiarity(unfamiliarity);
  if (kind === 'unfamiliar' || !Number.isFinite(unfamiliarity.rank)) {
    return 'The network cannot tell how noisy these prices are.';
  }
  const { relative, absolute } = noise;
  const sizes = {
    relative: relative > EXACT.relative ? relative * ORDINARY : 0,
    absolute: absolute > EXACT.absolute ? absolute : 0,
  };
  const least = WORTH_SAYING * Math.max(sizes.relative, sizes.absolute);
  if (least === 0) {
    return `The network finds no noise in the prices above ${sizeText(EXACT.relative * ORDINARY * spot)}.`;
  }
  const said: string[] = [];
  if (sizes.relative > least) said.push(`noisy by ${percentSize(relative)} of the price`);
  if (sizes.absolute > least) {
    const each = absolute * spot;
    // The standard deviation of rounding to a tick is the tick over √12.
    const tick = oneDigit(each * Math.sqrt(12));
    const rounding = absolute > MOST_NOISE.absolute ? '' : `, as if rounded to ${tick}`;
    said.push(`off by about ${sizeText(each)} each${rounding}`);
  }
  const mayBeShape = kind === 'unusual' || exceeds(noise, MUCH);
  const doubt = mayBeShape ? ' A shape that the network does not know would look the same.' : '';
  return `The prices seem ${said.join(' and ')}.${doubt}`;
}

function percentSize(share: number): string {
  return `${sizeText(100 * share)}\u00a0%`;
}

function oneDigit(value: number): string {
  return String(Number(value.toPrecision(1)));
}
