import * as Comlink from 'comlink';
import type { Lifeline } from '../../network/engine/lifeline.ts';
import type { Surface } from '../quotes/surface.ts';
import type { RefineSettings } from '../refine/refinement.ts';
import { RefinementError } from '../refine/refinement-error.ts';
import type { Calibration, CalibrationService, ServiceState } from '../service.ts';
import { ModelNotLoadedError } from '../service.ts';
import { untilAborted } from './until-aborted.ts';

/** The errors whose class the caller needs. */
type Refusal = { readonly notLoaded: string } | { readonly notRefined: string };

/**
 * {@link CalibrationService} as it crosses a port, where errors lose their class and fields, and
 * signals do not cross: the caller numbers its calibrations and cancels one by its number.
 */
interface WireService {
  calibrate(
    surface: Surface,
    model: string,
    id: number,
    refine: RefineSettings | undefined,
  ): Promise<Calibration | Refusal>;
  cancel(id: number): void;
  warmUp(): Promise<ServiceState>;
  state(): Promise<ServiceState>;
  clear(): Promise<ServiceState>;
}

/** Before anybody doubts that the call has arrived. */
const FIRST_BEAT_MS = 50;
const HEARTBEAT_MS = 1000;

/**
 * Answers on `port` with `service`: the other end of {@link remoteService}. Posts a message soon
 * and then every second while an answer is due, so that the other end can tell long work from
 * silence. Gives up what nobody can hear the answer of, where the platform tells of closed ports.
 */
export function exposeService(service: CalibrationService, port: Comlink.Endpoint): void {
  const running = new Map<number, AbortController>();
  const audibly = <T>(answer: Promise<T>): Promise<T> => {
    const alive = () => port.postMessage('alive');
    const first = setTimeout(alive, FIRST_BEAT_MS);
    const beat = setInterval(alive, HEARTBEAT_MS);
    return answer.finally(() => {
      clearTimeout(first);
      clearInterval(beat);
    });
  };
  const wire: WireService = {
    calibrate(surface, model, id, refine) {
      const stop = new AbortController();
      running.set(id, stop);
      const options = { signal: stop.signal, ...(refine && { refine }) };
      const answer = service.calibrate(surface, model, options).catch((error: unknown): Refusal => {
        if (error instanceof ModelNotLoadedError) return { notLoaded: error.reason };
        if (error instanceof RefinementError) return { notRefined: error.message };
        throw error;
      });
      return audibly(answer.finally(() => running.delete(id)));
    },
    cancel(id) {
      running.get(id)?.abort();
    },
    warmUp: () => audibly(service.warmUp()),
    state: () => audibly(service.state()),
    clear: () => audibly(service.clear()),
  };
  port.addEventListener('close', () => {
    for (const stop of running.values()) stop.abort();
  });
  Comlink.expose(wire, port);
}

/**
 * The service behind a port. Its calls reject when `lifeline` ends: a port whose other end has died
 * says nothing.
 */
export function remoteService(port: Comlink.Endpoint, lifeline: Lifeline): CalibrationService {
  const wire = Comlink.wrap<WireService>(port);
  let calibrations = 0;
  return {
    async calibrate(surface, model, { refine, signal } = {}) {
      signal?.throwIfAborted();
      const id = calibrations++;
      const answer = await untilAborted(
        lifeline.guard<Calibration | Refusal>(wire.calibrate(surface, model, id, refine)),
        signal,
        () => void wire.cancel(id),
      );
      if ('notLoaded' in answer) throw new ModelNotLoadedError(model, answer.notLoaded);
      if ('notRefined' in answer) throw new RefinementError(answer.notRefined);
      return answer;
    },
    warmUp: () => lifeline.guard(wire.warmUp()),
    state: () => lifeline.guard(wire.state()),
    clear: () => lifeline.guard(wire.clear()),
  };
}
