import { useEffect, useState } from 'react';

/**
 * Counts from 0 to `last`, a step after each paint, so that a screen can be laid out in parts, each
 * in a task of its own, where one would block the page. `onLast` is called after the last.
 */
export function useStages(last: number, onLast?: () => void): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const next = setTimeout(() => (stage < last ? setStage(stage + 1) : onLast?.()));
    return () => clearTimeout(next);
  }, [stage, last, onLast]);
  return stage;
}
