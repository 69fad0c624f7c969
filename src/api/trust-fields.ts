import type { LevyModel } from '../levy/model.ts';
import type { Trust } from '../network/network-reader.ts';

/** What the network says of its own worth, as fields of an answer beyond the contract. */
export function trustFields(model: LevyModel, { errors, unfamiliarity, noise }: Trust) {
  return {
    network_errors: Object.fromEntries(model.parameters.map(({ key }, i) => [key, errors[i]])),
    unfamiliarity,
    price_noise: noise,
  };
}
