/** A multilayer perceptron: widths, and W₁, b₁, W₂, b₂, … with W [in × out] row-major. */
export interface Perceptron {
  readonly layers: readonly number[];
  readonly variables: readonly Float32Array[];
}

/**
 * Two equally deep networks on the same inputs as one, the outputs of `left` first: one pass on the
 * graphics device costs hardly more than either, where two passes cost two round trips. Files keep
 * them apart, without the zeros between.
 */
export function sideBySide(left: Perceptron, right: Perceptron): Perceptron {
  const last = left.layers.length - 1;
  const layers = left.layers.map((width, l) => (l === 0 ? width : width + (right.layers[l] ?? 0)));
  const variables: Float32Array[] = [];
  for (let l = 1; l <= last; l++) {
    const isFirst = l === 1;
    const [from, to] = [layers[l - 1] ?? 0, layers[l] ?? 0];
    const weights = new Float32Array(from * to);
    const place = ({ layers: own, variables: parts }: Perceptron, row: number, column: number) => {
      const [rows, columns] = [own[l - 1] ?? 0, own[l] ?? 0];
      const source = parts[2 * l - 2] ?? new Float32Array();
      for (let r = 0; r < rows; r++) {
        weights.set(source.subarray(r * columns, (r + 1) * columns), (row + r) * to + column);
      }
    };
    place(left, 0, 0);
    place(right, isFirst ? 0 : (left.layers[l - 1] ?? 0), left.layers[l] ?? 0);
    const biases = new Float32Array(to);
    biases.set(left.variables[2 * l - 1] ?? []);
    biases.set(right.variables[2 * l - 1] ?? [], left.layers[l]);
    variables.push(weights, biases);
  }
  return { layers, variables };
}

/** {@link sideBySide} undone, for networks of these widths. */
export function takeApart(
  { layers, variables }: Perceptron,
  left: readonly number[],
  right: readonly number[],
): [Perceptron, Perceptron] {
  const part = (own: readonly number[], isRight: boolean): Perceptron => {
    const parts: Float32Array[] = [];
    for (let l = 1; l < own.length; l++) {
      const [rows, columns] = [own[l - 1] ?? 0, own[l] ?? 0];
      const row = isRight && l > 1 ? (left[l - 1] ?? 0) : 0;
      const column = isRight ? (left[l] ?? 0) : 0;
      const [all, width] = [variables[2 * l - 2] ?? new Float32Array(), layers[l] ?? 0];
      const weights = new Float32Array(rows * columns);
      for (let r = 0; r < rows; r++) {
        const start = (row + r) * width + column;
        weights.set(all.subarray(start, start + columns), r * columns);
      }
      parts.push(weights, (variables[2 * l - 1] ?? weights).slice(column, column + columns));
    }
    return { layers: own, variables: parts };
  };
  return [part(left, false), part(right, true)];
}
