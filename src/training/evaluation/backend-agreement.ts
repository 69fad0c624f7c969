import type { LevyModel } from '../../levy/model.ts';
import type { Network } from '../../network/network-file.ts';
import { networkAnswer } from '../../network/outputs.ts';
import { quantile } from './quantile.ts';

/** How far one kind of number is from the oracle's, over all surfaces. */
export interface Difference {
  /** NaN where a number is not finite. */
  readonly largest: number;
  /** What 99.9 % of the differences do not exceed. */
  readonly p999: number;
  /** The surface, by index, and what of its answer is furthest off. */
  readonly surface: number;
  readonly label: string;
}

/** A backend's answers beside the oracle's. */
export interface Agreement {
  /** Of the parameters, as shares of their training ranges. */
  readonly parameters: Difference;
  /** Of ln of the half-widths around them. */
  readonly errors: Difference;
}

/** Compares two sets of a network's outputs, surfaces × outputs, as the answers they stand for. */
export function backendAgreement(
  model: LevyModel,
  network: Network,
  outputs: ArrayLike<number>,
  oracle: ArrayLike<number>,
): Agreement {
  if (outputs.length !== oracle.length) {
    throw new RangeError(`${outputs.length} outputs stand beside ${oracle.length} of the oracle.`);
  }
  const { layers, card } = network;
  const width = layers.at(-1) ?? 0;
  const answered = card.layers.at(-1) ?? 0;
  const labels = model.parameters.map(({ symbol }) => symbol);
  const ranges = model.parameters.map(({ range }) => range.max - range.min);
  const parameters = new Differences(labels);
  const errors = new Differences(['68 %', '95 %'].flatMap((p) => labels.map((l) => `${l} ${p}`)));
  for (let start = 0; start < oracle.length; start += width) {
    const [own, truth] = [outputs, oracle].map((values) =>
      Float64Array.from({ length: width }, (_, i) => values[start + i] ?? Number.NaN),
    ) as [Float64Array, Float64Array];
    const ownAnswer = networkAnswer(model, card, own);
    const trueAnswer = networkAnswer(model, card, truth);
    parameters.add(
      ranges.map((range, i) => difference(ownAnswer.parameters, trueAnswer.parameters, i) / range),
    );
    errors.add(
      Array.from({ length: width - answered }, (_, i) => difference(own, truth, answered + i)),
    );
  }
  return { parameters: parameters.summary(), errors: errors.summary() };
}

function difference(own: Float64Array, truth: Float64Array, i: number): number {
  return Math.abs((own[i] ?? Number.NaN) - (truth[i] ?? Number.NaN));
}

/** Differences of every surface, a column a label. */
class Differences {
  readonly #labels: readonly string[];
  readonly #values: number[] = [];

  constructor(labels: readonly string[]) {
    this.#labels = labels;
  }

  add(row: readonly number[]): void {
    this.#values.push(...row);
  }

  summary(): Difference {
    const values = this.#values;
    let at = 0;
    for (const [i, value] of values.entries()) {
      // The first NaN stays: no comparison with it is true.
      if (Number.isNaN(value) || value > (values[at] ?? Number.NaN)) at = i;
      if (Number.isNaN(value)) break;
    }
    const columns = this.#labels.length;
    return {
      largest: values[at] ?? Number.NaN,
      p999: quantile(values, 0.999),
      surface: Math.floor(at / columns),
      label: this.#labels[at % columns] ?? '',
    };
  }
}
