import { models } from '../../levy/models.ts';

/** One more quote than any model has parameters: fewer are no fit, whichever model is chosen. */
export const LEAST_QUOTES = 1 + Math.max(...models.map(({ parameters }) => parameters.length));

/** Quotes that are read from one text or request: several times a whole index chain. */
export const MOST_QUOTES = 20_000;

/** Day count of expiry dates, actual/365. */
export const DAYS_A_YEAR = 365;
