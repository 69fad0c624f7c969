/** What is on the screen, for text that does not tell it. */
export interface ImportContext {
  readonly spot: number;
  /** Per year, continuously compounded; so is the dividend yield. */
  readonly rate: number;
  readonly dividendYield: number;
  /** ISO date from which expiry dates count where the text names none. */
  readonly today: string;
  readonly fileName?: string;
}
