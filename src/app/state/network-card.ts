import * as z from 'zod/mini';

/*
 * What the screen reads of a network's card, `public/networks/<model>/card.json`. How it was trained
 * and how accurate it is are left out where the card does not say: nothing but words rest on them.
 */

const numbers = z.array(z.number());
/** JSON has no NaN. */
const measured = z.catch(z.number(), Number.NaN);

const accuracySchema = z.object({
  samples: z.number(),
  conditions: z.array(
    z.object({
      condition: z.string(),
      parameters: z.array(
        z.object({
          label: z.string(),
          r2: measured,
          mae: measured,
          coverage68: measured,
          coverage95: measured,
        }),
      ),
      /** In basis points of volatility. */
      repricing: z.object({ median: measured, p95: measured }),
    }),
  ),
  unfamiliarity: z.catch(
    z.array(z.object({ against: z.string(), auc: measured, aucNoisy: measured })),
    [],
  ),
});

const recipeSchema = z.object({
  samples: z.number(),
  margin: z.number(),
  rounds: z.number(),
  epochs: z.number(),
  noise: z.object({
    rounded: z.number(),
    relative: z.number(),
    both: z.number(),
    tick: z.tuple([z.number(), z.number()]),
    deviation: z.tuple([z.number(), z.number()]),
    incomplete: z.number(),
    mostMissing: z.number(),
  }),
});

const cardSchema = z.object({
  layers: numbers,
  errorLayers: numbers,
  weights: z.object({ file: z.string(), bytes: z.number(), sha256: z.string() }),
  ranges: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
  accuracy: z.catch(z.optional(accuracySchema), undefined),
  recipe: z.catch(z.optional(recipeSchema), undefined),
  date: z.string(),
});

export type CardFacts = z.infer<typeof cardSchema>;
export type Accuracy = z.infer<typeof accuracySchema>;
export type TrainingRecipe = z.infer<typeof recipeSchema>;

/** The facts of a card; undefined where it is none. */
export function readCard(card: unknown): CardFacts | undefined {
  return cardSchema.safeParse(card).data;
}

/**
 * Root mean square repricing error, in basis points of volatility, that 95 % of clean test surfaces
 * of the card's network keep within; undefined where it does not say.
 */
export function usualDistance({ accuracy }: CardFacts): number | undefined {
  const clean = accuracy?.conditions.find(({ condition }) => condition === 'clean');
  return Number.isFinite(clean?.repricing.p95) ? clean?.repricing.p95 : undefined;
}
