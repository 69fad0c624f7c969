import { useEffect, useState } from 'react';
import type { Outcome } from '../../state/calibration-store.ts';
import type { Side } from './sides.ts';

/** What a side comes to: undefined while it is priced, a sentence where it cannot be. */
export function useOutcome(side: Side | undefined): Outcome | string | undefined {
  const [found, setFound] = useState<{ readonly side: Side; readonly outcome: Outcome | string }>();
  useEffect(() => {
    if (!side) return;
    let isLate = false;
    const take = (outcome: Outcome | string) => {
      if (!isLate) setFound({ side, outcome });
    };
    side.outcome().then(
      (outcome) => take(outcome ?? `${side.label} has no result.`),
      (error: unknown) => take(`${side.label} could not be priced: ${error}`),
    );
    return () => {
      isLate = true;
    };
  }, [side]);
  return found?.side === side ? found?.outcome : undefined;
}
