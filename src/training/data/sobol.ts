import { randomStream } from './random.ts';

/**
 * Sobol points in [0, 1)^dimensions with a random digital shift: the XOR keeps the net's
 * stratification and makes seeds independent. Direction numbers of Joe & Kuo (2008), new-joe-kuo-6.
 */
export function* sobolPoints(dimensions: number, seed: number): Generator<Float64Array> {
  if (dimensions > DIRECTIONS.length + 1) {
    throw new RangeError(
      `Sobol points are tabulated for up to ${DIRECTIONS.length + 1} dimensions`,
    );
  }
  const random = randomStream(seed);
  const directions = Array.from({ length: dimensions }, (_, d) => directionNumbers(d));
  const state = Uint32Array.from({ length: dimensions }, () => Math.floor(random() * 2 ** 32));
  const point = new Float64Array(dimensions);
  for (let index = 0; ; index++) {
    for (let d = 0; d < dimensions; d++) point[d] = ((state[d] ?? 0) + 0.5) / 2 ** 32;
    yield point;
    // Gray code order (Antonov & Saleev 1979): one direction number changes a point into the next.
    const bit = 31 - Math.clz32(~index & (index + 1));
    for (let d = 0; d < dimensions; d++) {
      state[d] = ((state[d] ?? 0) ^ (directions[d]?.[bit] ?? 0)) >>> 0;
    }
  }
}

/** Degree, coefficients and initial numbers of the primitive polynomial of dimensions 2, 3, … */
const DIRECTIONS: ReadonlyArray<{ degree: number; a: number; m: readonly number[] }> = [
  { degree: 1, a: 0, m: [1] },
  { degree: 2, a: 1, m: [1, 3] },
  { degree: 3, a: 1, m: [1, 3, 1] },
  { degree: 3, a: 2, m: [1, 1, 1] },
  { degree: 4, a: 1, m: [1, 1, 3, 3] },
];

function directionNumbers(dimension: number): Uint32Array {
  const v = new Uint32Array(32);
  if (dimension === 0) return v.map((_, i) => 2 ** (31 - i));
  const { degree, a, m } = DIRECTIONS[dimension - 1] ?? { degree: 0, a: 0, m: [] };
  for (let i = 0; i < 32; i++) {
    if (i < degree) {
      v[i] = (m[i] ?? 0) * 2 ** (31 - i);
      continue;
    }
    const back = v[i - degree] ?? 0;
    let value = back ^ (back >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((a >> (degree - 1 - k)) & 1) value ^= v[i - k] ?? 0;
    }
    v[i] = value >>> 0;
  }
  return v;
}
