/**
 * A trained network as it lies under `public/networks/<model>/`: `card.json` (this type) and
 * `weights.safetensors`, which any safetensors reader opens, with the F32 tensors `input.mean`
 * [200], `input.projection` [200 × inputs], and for each layer n from 0 `layers.<n>.weight`
 * [in × out] and `layers.<n>.bias` [out]; all row-major.
 */
export interface NetworkCard {
  readonly format: 1;
  /** Contract name of the model. */
  readonly model: string;
  /** Widths from input to output; SiLU x·σ(x) between layers, none after the last. */
  readonly layers: readonly number[];
  readonly input: {
    /**
     * The feature of a cell is the logarithm of the Black volatility of its out-of-the-money time
     * value plus this, both over the forward. The first layer takes (features − mean)·projection.
     */
    readonly floor: number;
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
  readonly inputMean: Float32Array;
  /** [200 × layers[0]], row-major. */
  readonly projection: Float32Array;
  /** Weight matrices [in × out, row-major] and biases: W₁, b₁, W₂, b₂, … */
  readonly variables: readonly Float32Array[];
}
