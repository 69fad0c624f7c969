import * as Comlink from 'comlink';
import { models } from '../../levy/models.ts';
import { backends } from '../../network/engine/backends.ts';
import { goldenInputs, largestAnswerError } from '../../network/golden.ts';
import { loadNetwork } from '../../network/load-network.ts';
import { networkPath } from '../../network/network-path.ts';
import { calibrateSurface, refineCalibration } from '../calibrate.ts';
import { EngineService } from './engine-service.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { exposeService } from './service-port.ts';
import type { BackendChoice, EngineStatus } from './status.ts';

/** The entry of the worker: builds the engine when the page says where its networks are. */

let service: EngineService | undefined;

const control = {
  /** Settles once a backend runs; rejects if none will do. `root` is the application's URL. */
  start(
    choice: BackendChoice,
    root: string,
    onStatus: (status: EngineStatus) => void,
  ): Promise<void> {
    service = new EngineService({
      models: models.map(({ name }) => name),
      loadNetwork: (model) =>
        loadNetwork(model, (path) => fetchBytes(new URL(networkPath(path), root))),
      backends,
      golden: { inputs: goldenInputs, error: largestAnswerError },
      calibrate: calibrateSurface,
      refine: refineCalibration,
      onStatus,
    });
    return service.choose(choice);
  },

  choose(choice: BackendChoice): Promise<void> {
    return started().choose(choice);
  },

  /** Answered by a worker that is not stuck. */
  pulse(): void {},

  connect(port: MessagePort): void {
    exposeService(started(), port);
  },
};

export type WorkerControl = typeof control;

Comlink.expose(control);

function started(): EngineService {
  if (!service) throw new Error('The calibration worker has not been started.');
  return service;
}
