import { useEffect, useState } from 'react';

/** Milliseconds since `since` (of `performance.now()`), every 100 ms; 0 without a beginning. */
export function useElapsed(since: number | undefined): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (since === undefined) return;
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [since]);
  return since === undefined ? 0 : Math.max(now - since, 0);
}
