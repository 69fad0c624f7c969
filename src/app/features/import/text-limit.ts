/** Far more than the largest table that can be fitted. */
export const LONGEST_TEXT = 2_000_000;

/** What to say of text or a file that is too large to be looked into, or undefined. */
export function tooLarge(size: number): string | undefined {
  if (size <= LONGEST_TEXT) return undefined;
  return `This is ${(size / 1e6).toFixed(1)} MB of text, more than the 2 MB that are read. Copy only the table of prices.`;
}
