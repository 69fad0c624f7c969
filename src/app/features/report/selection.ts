/** What a page has room for, of more than that. */

/** So many smiles stand on a page at most. */
export const MOST_SMILES = 12;
/** Rows and columns of residuals. */
export const MOST_ROWS = 22;
export const MOST_COLUMNS = 12;

/** `most` of the indices of `count` things, evenly spread from the first to the last; all of fewer. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** Neighbours that share a row: from the first index to the last. */
export interface Band {
  readonly first: number;
  readonly last: number;
}

/** `count` things in at most `most` bands of neighbours, as equal as they can be. */
export function bands(count: number, most: number): Band[] {
  const rows = Math.min(count, most);
  return Array.from({ length: rows }, (_, i) => ({
    first: Math.floor((i * count) / rows),
    last: Math.floor(((i + 1) * count) / rows) - 1,
  }));
}
