/** Sums over rows run along memory, and the last block of three columns may reach two too far. */
const PADDING = 2;

/**
 * Weighted least squares with a standard normal prior: z = (I + GᵀWG)⁻¹·GᵀWx for the first scores
 * of one matrix G (rows × size), again and again with other weights. Allocates nothing per solution.
 */
export class NormalEquations {
  /** The solution, 0 from the number of scores asked for on. */
  readonly scores: Float64Array;
  readonly #rows: number;
  readonly #stride: number;
  /** G transposed, with columns of zeros after it. */
  readonly #columns: Float64Array;
  readonly #matrix: Float64Array;
  readonly #vector: Float64Array;
  readonly #above: Float64Array;
  readonly #below: Float64Array;

  /** @param matrix G, row-major; an even number of scores a row. */
  constructor(matrix: ArrayLike<number>, rows: number, size: number) {
    this.#rows = rows;
    this.#stride = size + PADDING;
    this.#columns = new Float64Array(this.#stride * rows);
    for (let row = 0; row < rows; row++) {
      for (let c = 0; c < size; c++) {
        this.#columns[c * rows + row] = matrix[row * size + c] ?? Number.NaN;
      }
    }
    this.#matrix = new Float64Array(this.#stride * this.#stride);
    this.#vector = new Float64Array(this.#stride);
    this.#above = new Float64Array(rows);
    this.#below = new Float64Array(rows);
    this.scores = new Float64Array(size);
  }

  /**
   * Solves for the first `count` scores, an even number.
   * @param weights W of each row, at least 0
   * @param weighted W·x of each row
   */
  solve(count: number, weights: Float64Array, weighted: Float64Array): void {
    for (let i = 0; i < count; i += 2) this.#accumulate(i, weights, weighted);
    this.#substitute(count);
    this.scores.fill(0);
    for (let i = 0; i < count; i++) this.scores[i] = this.#vector[i] as number;
  }

  /**
   * Rows i and i + 1 of I + GᵀWG up to their diagonals, and of GᵀWx. Two rows by three columns at
   * once: each number that is loaded serves several products, which takes a third of the time.
   */
  #accumulate(i: number, weights: Float64Array, weighted: Float64Array): void {
    const rows = this.#rows;
    const columns = this.#columns;
    const matrix = this.#matrix;
    const above = this.#above;
    const below = this.#below;
    const own = i * rows;
    let r0 = 0;
    let r1 = 0;
    for (let row = 0; row < rows; row++) {
      const g0 = columns[own + row] as number;
      const g1 = columns[own + rows + row] as number;
      const w = weights[row] as number;
      const y = weighted[row] as number;
      above[row] = g0 * w;
      below[row] = g1 * w;
      r0 += g0 * y;
      r1 += g1 * y;
    }
    this.#vector[i] = r0;
    this.#vector[i + 1] = r1;
    for (let j = 0; j <= i + 1; j += 3) {
      const first = j * rows;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      for (let row = 0; row < rows; row++) {
        const at = first + row;
        const a = above[row] as number;
        const b = below[row] as number;
        const g0 = columns[at] as number;
        const g1 = columns[at + rows] as number;
        const g2 = columns[at + 2 * rows] as number;
        s00 += a * g0;
        s01 += a * g1;
        s02 += a * g2;
        s10 += b * g0;
        s11 += b * g1;
        s12 += b * g2;
      }
      const start = i * this.#stride + j;
      const next = start + this.#stride;
      matrix[start] = s00;
      matrix[start + 1] = s01;
      matrix[start + 2] = s02;
      matrix[next] = s10;
      matrix[next + 1] = s11;
      matrix[next + 2] = s12;
    }
    const diagonal = i * this.#stride + i;
    const after = diagonal + this.#stride + 1;
    matrix[diagonal] = (matrix[diagonal] as number) + 1;
    matrix[after] = (matrix[after] as number) + 1;
  }

  /** By Cholesky's factorisation of the lower triangle, in place. */
  #substitute(count: number): void {
    const matrix = this.#matrix;
    const vector = this.#vector;
    const stride = this.#stride;
    for (let i = 0; i < count; i++) {
      const row = i * stride;
      for (let j = 0; j <= i; j++) {
        const other = j * stride;
        let sum = matrix[row + j] as number;
        for (let k = 0; k < j; k++) {
          sum -= (matrix[row + k] as number) * (matrix[other + k] as number);
        }
        // At least 1 but for rounding: the prior's.
        matrix[row + j] =
          i === j ? Math.sqrt(Math.max(sum, 1)) : sum / (matrix[other + j] as number);
      }
      let right = vector[i] as number;
      for (let k = 0; k < i; k++) right -= (matrix[row + k] as number) * (vector[k] as number);
      vector[i] = right / (matrix[row + i] as number);
    }
    for (let i = count - 1; i >= 0; i--) {
      let right = vector[i] as number;
      for (let k = i + 1; k < count; k++) {
        right -= (matrix[k * stride + i] as number) * (vector[k] as number);
      }
      vector[i] = right / (matrix[i * stride + i] as number);
    }
  }
}
