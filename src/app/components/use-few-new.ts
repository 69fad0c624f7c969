import { useEffect, useState } from 'react';
import { withFewNew } from './few-new.ts';

/**
 * What of a long list is drawn now: no more than `few` that were not drawn before, and after each
 * paint as many again. All at once would block the page.
 * @param keyOf tells one item from another, as React's keys do; the same function each time
 */
export function useFewNew<T, K>(
  all: readonly T[],
  keyOf: (item: T) => K,
  few: number,
): readonly T[] {
  const [known, setKnown] = useState<ReadonlySet<K>>(new Set());
  const drawn = withFewNew(all, (item) => known.has(keyOf(item)), few);
  const isSettled = known.size === drawn.length && drawn.every((item) => known.has(keyOf(item)));
  useEffect(() => {
    if (isSettled) return undefined;
    let next: ReturnType<typeof setTimeout> | undefined;
    // Timers alone come faster than paints, and then several parts are laid out in one task.
    const frame = requestAnimationFrame(() => {
      next = setTimeout(() => setKnown(new Set(drawn.map(keyOf))));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(next);
    };
  });
  return drawn;
}
