import type { LevyModel } from '../levy/model.ts';
import type { Trust } from '../network/network-reader.ts';
import type { ErrorEstimate } from '../network/outputs.ts';

/*
 * The contract's answer has no field for what the network says of its own worth, so headers carry
 * it: `X-Parameter-Errors: sigma=0.0012/0.0031, nu=…` (half-widths that hold 68 % and 95 % of the
 * truths), `X-Unfamiliarity: score=0.93; rank=0.41`, `X-Price-Noise: relative=0.01; absolute=1e-9`.
 */

const ERRORS = 'X-Parameter-Errors';
const UNFAMILIARITY = 'X-Unfamiliarity';
const NOISE = 'X-Price-Noise';

/** The headers of an answer with this trust. */
export function trustHeaders(
  model: LevyModel,
  { errors, unfamiliarity, noise }: Trust,
): Record<string, string> {
  const widths = model.parameters.map(({ key }, i) => `${key}=${errors[i]?.p68}/${errors[i]?.p95}`);
  return {
    [ERRORS]: widths.join(', '),
    [UNFAMILIARITY]: `score=${unfamiliarity.score}; rank=${unfamiliarity.rank}`,
    [NOISE]: `relative=${noise.relative}; absolute=${noise.absolute}`,
  };
}

/** The trust in an answer's headers; undefined where one is missing or says something else. */
export function readTrust(model: LevyModel, headers: Headers): Trust | undefined {
  const widths = fields(headers.get(ERRORS), ', ');
  const errors = model.parameters.map(({ key }): ErrorEstimate => {
    const [p68, p95] = (widths.get(key) ?? '').split('/').map(number);
    return { p68: p68 ?? Number.NaN, p95: p95 ?? Number.NaN };
  });
  const likeness = fields(headers.get(UNFAMILIARITY), '; ');
  const sizes = fields(headers.get(NOISE), '; ');
  const unfamiliarity = {
    score: number(likeness.get('score')),
    rank: number(likeness.get('rank')),
  };
  const noise = {
    relative: number(sizes.get('relative')),
    absolute: number(sizes.get('absolute')),
  };
  const all = [
    ...errors.flatMap(({ p68, p95 }) => [p68, p95]),
    ...Object.values(unfamiliarity),
    ...Object.values(noise),
  ];
  return all.every(Number.isFinite) ? { errors, unfamiliarity, noise } : undefined;
}

/** `a=1; b=2` as a map. */
function fields(text: string | null, separator: string): Map<string, string> {
  return new Map(
    (text ?? '').split(separator).map((field): [string, string] => {
      const [key = '', value = ''] = field.split('=');
      return [key, value];
    }),
  );
}

function number(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}
