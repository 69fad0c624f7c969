import { models } from '../levy/models.ts';
import type { Network } from '../network/network-file.ts';
import { oracleForward } from '../network/oracle.ts';
import { AnswerCache } from './answer-cache.ts';
import { calibrateSurface, refineCalibration } from './calibrate.ts';
import { NetworkCache } from './network-cache.ts';
import type { CalibrationService, ServiceState } from './service.ts';

/**
 * A calibration service on the plain float64 network, for where there is neither GPU nor worker:
 * Node scripts, tests, and the service worker when no page answers it. Starts to load every network
 * at once, as the reference server does at its start.
 */
export function localService(load: (model: string) => Promise<Network>): CalibrationService {
  const names = models.map(({ name }) => name);
  const networks = new NetworkCache(names, load);
  const loadAll = () => Promise.allSettled(names.map((name) => networks.get(name)));
  void loadAll();
  const answers = new AnswerCache();
  const state = async (): Promise<ServiceState> => {
    return { ...(await networks.state()), backend: 'oracle' };
  };

  return {
    async calibrate(surface, model, options = {}) {
      const { known, keep } = answers.ask(surface, model, options.refine);
      if (known) return known;
      const network = await networks.get(model);
      const forward = async (inputs: Float32Array, rows: number) =>
        oracleForward(network, inputs, rows);
      const calibration = await calibrateSurface(surface, network, forward, 'oracle');
      const refined = await refineCalibration(surface, calibration, options);
      keep(refined);
      return refined;
    },
    async warmUp() {
      await loadAll();
      return state();
    },
    state,
    async clear() {
      answers.clear();
      networks.clear();
      return state();
    },
  };
}
