/** All of `all` that `isKnown`, and of the others the first `few`, in their order. */
export function withFewNew<T>(
  all: readonly T[],
  isKnown: (item: T) => boolean,
  few: number,
): readonly T[] {
  let left = few;
  return all.filter((item) => isKnown(item) || left-- > 0);
}
