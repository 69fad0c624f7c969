/** Quotes that no fit under these settings can take, and what to do. */
export class RefinementError extends Error {
  override readonly name = 'RefinementError';
}
