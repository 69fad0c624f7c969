import type { SurfaceFamily } from './denoiser.ts';
import type { ErrorFactors } from './error-factors.ts';

/**
 * A trained network as it lies under `public/networks/<model>/`: `card.json` (this type) and
 * `weights.safetensors`, which any safetensors reader opens, with the F32 tensors `input.mean`
 * [200], `input.basis` [200 × scores], `input.remainder` [200], and, for each layer n from 0,
 * `layers.<n>.weight` [in × out] and `layers.<n>.bias` [out] of the network and `errors.<n>.weight`
 * and `errors.<n>.bias` of the one that knows its errors; all row-major.
 */
export interface NetworkCard {
  readonly format: 2;
  /** Contract name of the model. */
  readonly model: string;
  /** Widths from input to output; SiLU x·σ(x) between layers, none after the last. */
  readonly layers: readonly number[];
  /**
   * Widths of the error network, as deep, on the same inputs. Its outputs are ln of the half-widths
   * that hold 68 % of the truths, one a parameter, then of those that hold 95 %, over the ranges.
   */
  readonly errorLayers: readonly number[];
  readonly input: {
    /**
     * The feature of a cell is the logarithm of the Black volatility of its out-of-the-money time
     * value plus this, both over the forward. See `createDenoiser` for the scores.
     */
    readonly floor: number;
    /** Scores that the first layers take, before the three inputs about noise. */
    readonly scores: number;
    /** Forward log-moneyness ln(K/F) of each of the 200 cells, and its maturity in years. */
    readonly logMoneyness: readonly number[];
    readonly maturities: readonly number[];
  };
  readonly output: {
    /** The model's coordinates: value = mean + scale·output, then held within [min, max]. */
    readonly labels: readonly string[];
    readonly mean: readonly number[];
    readonly scale: readonly number[];
    readonly min: readonly number[];
    readonly max: readonly number[];
  };
  /** What its error network's half-widths are multiplied by, kind of surface by kind. */
  readonly errorFactors: ErrorFactors;
  /** How unlike its training surfaces a surface may be, see `unfamiliarity`. */
  readonly unfamiliarity: {
    /** What the network's own surfaces are usually off by, in ln of volatility. */
    readonly tolerance: number;
    /** Scores of surfaces from the training box, noisy and incomplete ones among them. */
    readonly quantiles: ReadonlyArray<{ readonly share: number; readonly score: number }>;
  };
  readonly weights: { readonly file: string; readonly bytes: number; readonly sha256: string };
  /** Training box by parameter key. */
  readonly ranges: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  /** Held-out accuracy, written by the evaluation. */
  readonly accuracy: unknown;
  /** All that repeats the training. */
  readonly recipe: unknown;
  /** Day of training, ISO 8601. */
  readonly date: string;
}

/** A network in memory. */
export interface Network {
  readonly card: NetworkCard;
  readonly family: SurfaceFamily;
  /** Widths of network and error network side by side, see `sideBySide`. */
  readonly layers: readonly number[];
  /** Weight matrices [in × out, row-major] and biases of both: W₁, b₁, W₂, b₂, … */
  readonly variables: readonly Float32Array[];
}
