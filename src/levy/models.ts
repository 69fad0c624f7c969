import { cgmy } from './cgmy.ts';
import type { LevyModel } from './model.ts';
import { varianceGamma } from './variance-gamma.ts';

/** Every model of the product, in the order in which it is offered. */
export const models: readonly LevyModel[] = [varianceGamma, cgmy];

/** The model with this contract name, or undefined. */
export function findModel(name: string): LevyModel | undefined {
  return models.find((model) => model.name === name);
}
