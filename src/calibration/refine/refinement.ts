import type { StopReason } from './least-squares.ts';
import type { Objective } from './objective.ts';

/** How quotes are to be fitted. */
export interface RefineSettings {
  readonly objective: Objective;
  /**
   * Standard deviation of a quote's error where it is known, in the objective's unit: volatility,
   * currency, a share of the price, half-spreads. Else it is estimated from the residuals.
   */
  readonly noise?: number;
}

/** How well the quotes tell one parameter. */
export type Identification =
  /** Within a tenth of its size. */
  | 'pinned'
  | 'loose'
  /** The interval is as wide as the parameter is large. */
  | 'not identified';

/** What is known of one parameter, to first order around the optimum. */
export interface ParameterUncertainty {
  /** In the parameter's unit; infinite where the quotes do not tell it. */
  readonly standardError: number;
  /** Ends of the 95 % interval, inside the domain. */
  readonly interval: readonly [number, number];
  readonly identification: Identification;
}

/** The end of a least-squares fit: plain data, which crosses to other threads. */
export interface Refinement {
  readonly settings: RefineSettings;
  readonly parameters: readonly number[];
  readonly uncertainties: readonly ParameterUncertainty[];
  /** Between the parameters, a row each. */
  readonly correlation: ReadonlyArray<readonly number[]>;
  /** One sentence for each direction in which the quotes leave the parameters free. */
  readonly flatDirections: readonly string[];
  /**
   * Standard deviation of a quote's error that the uncertainties rest on, in the objective's unit;
   * that of the quote which tells most, where the residuals show errors of other kinds too.
   */
  readonly noise: number;
  /** Root mean square of the objective's residuals, in its unit. */
  readonly rmse: number;
  /** Model − market in the spot's currency, in the order of the quoted cells. */
  readonly residuals: readonly number[];
  /** −2 ln L of normal errors of unknown size, for comparing models on the same quotes. */
  readonly deviance: number;
  readonly iterations: number;
  /** Starts tried; more than one where the first ended in a poor fit. */
  readonly starts: number;
  readonly reason: StopReason;
  readonly ms: number;
}
