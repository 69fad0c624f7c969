import { findModel } from '../levy/models.ts';
import type { Forward } from '../network/engine/inference-engine.ts';
import { networkInputs } from '../network/features.ts';
import type { Network } from '../network/network-file.ts';
import { networkAnswer } from '../network/outputs.ts';
import { featureReader } from './network-features.ts';
import type { BackendName, Calibration } from './service.ts';
import type { Surface } from './surface.ts';
import { checkSurface } from './surface-check.ts';

/**
 * Looks at a surface off the network's grid this often; each look leaves some hundredths of the
 * interpolation's error.
 */
const LOOKS = 4;

/** Calibrates one surface with one network. Rejects only where `forward` does. */
export async function calibrateSurface(
  surface: Surface,
  network: Network,
  forward: Forward,
  backend: BackendName,
): Promise<Calibration> {
  const { card } = network;
  const model = findModel(card.model);
  if (!model) throw new RangeError(`No model is called ${card.model}.`);
  const started = performance.now();
  const reader = featureReader(model, surface, card.input.floor);
  const look = async (features: Float64Array) =>
    networkAnswer(model, card, await forward(networkInputs(network, features), 1));
  let answer = await look(reader.first());
  for (let n = 1; n < LOOKS && !reader.exact; n++) {
    answer = await look(reader.around(answer.parameters));
  }
  const inferenceMs = performance.now() - started;
  const { verdict, brokenCells } = checkSurface(surface);
  return {
    model: model.name,
    parameters: [...answer.parameters],
    atEdge: answer.atEdge,
    check: { verdict, brokenCells },
    inferenceMs,
    backend,
  };
}
