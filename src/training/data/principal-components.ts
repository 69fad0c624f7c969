/** Eigenvalues in falling order and their unit eigenvectors, one row each. */
export interface PrincipalComponents {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition of a symmetric matrix (row-major, size × size) by cyclic Jacobi rotations
 * (Golub & Van Loan, Matrix Computations, section 8.5). `matrix` is overwritten.
 */
export function principalComponents(matrix: Float64Array, size: number): PrincipalComponents {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let p = 0; p < size; p++) {
      diagonal += at(matrix, p * size + p) ** 2;
      for (let q = p + 1; q < size; q++) off += at(matrix, p * size + q) ** 2;
    }
    if (off <= 1e-30 * diagonal) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(matrix, vectors, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (i, j) => at(matrix, j * size + j) - at(matrix, i * size + i),
  );
  return {
    values: Float64Array.from(order, (i) => at(matrix, i * size + i)),
    vectors: Float64Array.from({ length: size * size }, (_, index) =>
      at(vectors, (order[Math.floor(index / size)] ?? 0) * size + (index % size)),
    ),
  };
}

/** Zeroes matrix[p, q]; rows of `vectors` follow. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = at(a, p * size + q);
  if (apq === 0) return;
  const tau = (at(a, q * size + q) - at(a, p * size + p)) / (2 * apq);
  const t = Math.sign(tau || 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const kp = at(a, k * size + p);
    const kq = at(a, k * size + q);
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = at(a, p * size + k);
    const qk = at(a, q * size + k);
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const vp = at(vectors, p * size + k);
    const vq = at(vectors, q * size + k);
    vectors[p * size + k] = c * vp - s * vq;
    vectors[q * size + k] = s * vp + c * vq;
  }
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
