import * as Comlink from 'comlink';
import type { Lifeline } from '../../network/engine/lifeline.ts';
import type { Calibration, CalibrationService, NetworkState } from '../service.ts';
import { ModelNotLoadedError } from '../service.ts';
import type { Surface } from '../surface.ts';

/** {@link CalibrationService} as it crosses a port, where errors lose their class and fields. */
interface WireService {
  calibrate(surface: Surface, model: string): Promise<Calibration | { notLoaded: string }>;
  warmUp(): Promise<NetworkState>;
  state(): Promise<NetworkState>;
  clear(): Promise<void>;
}

/** Answers on `port` with `service`: the other end of {@link remoteService}. */
export function exposeService(service: CalibrationService, port: Comlink.Endpoint): void {
  const wire: WireService = {
    calibrate: (surface, model) =>
      service.calibrate(surface, model).catch((error: unknown) => {
        if (error instanceof ModelNotLoadedError) return { notLoaded: error.reason };
        throw error;
      }),
    warmUp: () => service.warmUp(),
    state: () => service.state(),
    clear: () => service.clear(),
  };
  Comlink.expose(wire, port);
}

/**
 * The service behind a port. Its calls reject when `lifeline` ends: a port whose other end has died
 * says nothing.
 */
export function remoteService(port: Comlink.Endpoint, lifeline: Lifeline): CalibrationService {
  const wire = Comlink.wrap<WireService>(port);
  return {
    async calibrate(surface, model) {
      const answer = await lifeline.guard<Calibration | { notLoaded: string }>(
        wire.calibrate(surface, model),
      );
      if ('notLoaded' in answer) throw new ModelNotLoadedError(model, answer.notLoaded);
      return answer;
    },
    warmUp: () => lifeline.guard(wire.warmUp()),
    state: () => lifeline.guard(wire.state()),
    clear: () => lifeline.guard(wire.clear()),
  };
}
