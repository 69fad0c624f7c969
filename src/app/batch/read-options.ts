import type { QuoteMarket } from '../../calibration/quotes/quotes.ts';

/** What files leave unsaid. */
export interface ReadBatchOptions
  extends Required<Pick<QuoteMarket, 'spot' | 'rate' | 'dividendYield'>> {
  /** Of lines that hold a whole surface: increasing, the contract's where they are not told. */
  readonly strikes?: readonly number[];
  /** In years. */
  readonly maturities?: readonly number[];
  /** Told as lines are read: bytes so far, of all files. */
  readonly onRead?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}
