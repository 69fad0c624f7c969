import { useEffect, useState } from 'react';
import * as z from 'zod/mini';

const cardSchema = z.object({
  accuracy: z.object({
    conditions: z.array(
      z.object({ condition: z.string(), repricing: z.object({ p95: z.number() }) }),
    ),
  }),
});

/**
 * Root mean square repricing error, in basis points of volatility, that 95 % of clean test surfaces
 * of the model's network keep within, by the network's card; undefined where that says nothing.
 */
export function usualDistance(card: unknown): number | undefined {
  const conditions = cardSchema.safeParse(card).data?.accuracy.conditions;
  return conditions?.find(({ condition }) => condition === 'clean')?.repricing.p95;
}

/** {@link usualDistance} once the card has come; the sentence does without it until then. */
export function useUsualDistance(model: string): number | undefined {
  const [known, setKnown] = useState<{ readonly model: string; readonly distance?: number }>();
  useEffect(() => {
    const stop = new AbortController();
    fetch(new URL(`networks/${model}/card.json`, document.baseURI), { signal: stop.signal })
      .then((response) => response.json())
      .then((card: unknown) => {
        const distance = usualDistance(card);
        setKnown({ model, ...(distance !== undefined && { distance }) });
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, [model]);
  return known?.model === model ? known.distance : undefined;
}
