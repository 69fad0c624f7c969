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

/**
 * Amounts ascend as in Zhou, Hu, Zhou & Lange (2019), MM algorithms for variance components, which
 * keeps them positive. Half of what a refinement of a disturbed surface takes was spent here, so each
 * round is one pass over kinds that lie side by side.
 */
function likeliestVariances(
  errors: Float64Array,
  kinds: readonly Float64Array[],
  known: number | undefined,
): Float64Array {
  const count = errors.length;
  const width = kinds.length;
  const squares = errors.map((error) => error * error);
  const total = sumOf(squares);
  const amounts = Float64Array.from(kinds, (kind) => total / (width * sumOf(kind)));
  if (known !== undefined) amounts[0] = known;
  const table = new Float64Array(count * width);
  for (const [k, kind] of kinds.entries()) {
    for (let i = 0; i < count; i++) table[i * width + k] = at(kind, i);
  }
  const expected = new Float64Array(width);
  const pulled = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round++) {
    weighKinds(table, squares, amounts, expected, pulled);
    let change = 0;
    for (let k = known === undefined ? 0 : 1; k < width; k++) {
      const amount = at(amounts, k);
      const next = amount * Math.sqrt(at(pulled, k) / at(expected, k));
      change += (Math.abs(next - amount) * at(expected, k)) / count;
      amounts[k] = next;
    }
    if (change < SETTLED) break;
  }
  return errors.map((_, i) => varianceOf(table, amounts, i));
}

/** Of each kind, the sums of its variances over the whole variance: `pulled` by the error, and `expected`. */
function weighKinds(
  table: Float64Array,
  squares: Float64Array,
  amounts: Float64Array,
  expected: Float64Array,
  pulled: Float64Array,
): void {
  const width = amounts.length;
  expected.fill(0);
  pulled.fill(0);
  for (let i = 0; i < squares.length; i++) {
    const precision = 1 / varianceOf(table, amounts, i);
    const pull = precision * Math.min(at(squares, i) * precision, GROSS ** 2);
    for (let k = 0; k < width; k++) {
      const variance = at(table, i * width + k);
      expected[k] = at(expected, k) + variance * precision;
      pulled[k] = at(pulled, k) + variance * pull;
    }
  }
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

function varianceOf(table: Float64Array, amounts: Float64Array, i: number): number {
  let sum = 0;
  for (let k = 0; k < amounts.length; k++)
    sum += at(amounts, k) * at(table, i * amounts.length + k);
  return sum;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
