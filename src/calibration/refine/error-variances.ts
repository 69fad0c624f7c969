/** An error beyond this many standard deviations is no noise: it counts as if it were so large. */
const GROSS = 4;
const ROUNDS = 100;
/** Changes, as a share of the variance, that end the search. */
const SETTLED = 3e-3;
/** What a kind beyond the first must add to the log-likelihood: chance alone seldom adds so much. */
const LEAST_GAIN = 3;

/**
 * The variance that each error counts with where normal errors of several kinds add up: at the
 * amount of each kind under which the errors are likeliest, and more for an error that is gross under
 * these, as Huber's (1964) weights have it. Of the first kind alone, unless the others make the errors
 * much likelier: what is not there should not be estimated.
 * @param kinds Of each kind a variance for every error, up to the amount that is sought.
 * @param known The amount of the first kind, where it is known.
 */
export function errorVariances(
  errors: Float64Array,
  kinds: readonly Float64Array[],
  known?: number,
): Float64Array {
  const simple = likeliestVariances(errors, kinds.slice(0, 1), known);
  if (kinds.length < 2) return huberVariances(errors, simple);
  const full = likeliestVariances(errors, kinds, known);
  const gain = logLikelihood(errors, full) - logLikelihood(errors, simple);
  return huberVariances(errors, gain > LEAST_GAIN * (kinds.length - 1) ? full : simple);
}

/** Amounts ascend as in Zhou, Hu, Zhou & Lange (2019), MM algorithms for variance components, which keeps them positive. */
function likeliestVariances(
  errors: Float64Array,
  kinds: readonly Float64Array[],
  known: number | undefined,
): Float64Array {
  const count = errors.length;
  const squares = errors.map((error) => error * error);
  const total = sumOf(squares);
  const amounts = kinds.map((kind) => total / (kinds.length * sumOf(kind)));
  if (known !== undefined) amounts[0] = known;
  const precision = new Float64Array(count);
  const pull = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < count; i++) {
      const inverse = 1 / varianceOf(kinds, amounts, i);
      precision[i] = inverse;
      pull[i] = inverse * Math.min(at(squares, i) * inverse, GROSS ** 2);
    }
    let change = 0;
    for (const [k, kind] of kinds.entries()) {
      if (k === 0 && known !== undefined) continue;
      const expected = dot(kind, precision);
      const amount = amounts[k] as number;
      const next = amount * Math.sqrt(dot(kind, pull) / expected);
      change += (Math.abs(next - amount) * expected) / count;
      amounts[k] = next;
    }
    if (change < SETTLED) break;
  }
  return errors.map((_, i) => varianceOf(kinds, amounts, i));
}

function huberVariances(errors: Float64Array, variances: Float64Array): Float64Array {
  return variances.map((variance, i) => {
    return variance * Math.max(1, Math.abs(at(errors, i)) / (GROSS * Math.sqrt(variance)));
  });
}

/** Of normal errors, but a constant; one that is gross counts as if it were just so: it tells no kind. */
function logLikelihood(errors: Float64Array, variances: Float64Array): number {
  return variances.reduce((sum, variance, i) => {
    const square = Math.min(at(errors, i) ** 2 / variance, GROSS ** 2);
    return sum - (square + Math.log(variance)) / 2;
  }, 0);
}

function varianceOf(kinds: readonly Float64Array[], amounts: readonly number[], i: number): number {
  let sum = 0;
  for (let k = 0; k < kinds.length; k++) {
    sum += (amounts[k] as number) * at(kinds[k] as Float64Array, i);
  }
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
