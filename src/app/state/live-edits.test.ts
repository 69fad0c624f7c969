import { expect, test, vi } from 'vitest';
import { createClient } from '../../api/client.ts';
import { inProcessFetch } from '../../api/in-process.ts';
import { calibrateSurface } from '../../calibration/calibrate.ts';
import type { CalibrationOptions } from '../../calibration/service.ts';
import { EngineService } from '../../calibration/worker/engine-service.ts';
import { exposeService, remoteService } from '../../calibration/worker/service-port.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { backends } from '../../network/engine/backends.ts';
import { Lifeline } from '../../network/engine/lifeline.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import { goldenInputs, largestAnswerError } from '../../network/golden.ts';
import { createCalibrationStore } from './calibration-store.ts';
import { createSurfaceStore } from './surface-store.ts';

const EDITS = 50;
const EVERY_MS = 10;
/** Of a refinement: far more than passes between two edits. */
const TURNS = 200;
/** Requests are no closer than this: see the store. */
const APART_MS = 40;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Page store, REST client and handlers, the port to the worker and its queue; refinement is slow. */
function setUp() {
  const seen = { begun: 0, ended: 0, dropped: 0, underWay: 0, most: 0 };
  const engine = new EngineService({
    models: [varianceGamma.name],
    loadNetwork: async () => tinyNetwork(),
    backends,
    golden: { inputs: goldenInputs, error: largestAnswerError },
    calibrate: calibrateSurface,
    async refine(_, calibration, { signal }: CalibrationOptions) {
      if (calibration.model !== varianceGamma.name) return calibration;
      seen.begun++;
      seen.most = Math.max(seen.most, ++seen.underWay);
      try {
        for (let n = 0; n < TURNS; n++) {
          await pause(EVERY_MS);
          signal?.throwIfAborted();
        }
        seen.ended++;
        return calibration;
      } catch (error) {
        seen.dropped++;
        throw error;
      } finally {
        seen.underWay--;
      }
    },
    onStatus: () => {},
  });
  const { port1, port2 } = new MessageChannel();
  exposeService(engine, port2);
  const base = 'http://localhost/';
  const client = createClient(inProcessFetch(remoteService(port1, new Lifeline()), base), base);
  const prices = new Float64Array(contractGrid.strikes.length * contractGrid.maturities.length);
  surfacePricer(varianceGamma, contractGrid).prices([0.2, 0.3, -0.1], 'call', prices);
  const surface = { ...contractGrid, prices: [...prices] };
  const surfaces = createSurfaceStore(surface, { title: '', notes: [] });
  const calibrations = createCalibrationStore(surfaces, varianceGamma, client.calibrate);
  return { seen, engine, surfaces, calibrations };
}

test('edits in quick succession leave one calibration, of the last; none queues for what is old', async () => {
  const { seen, engine, surfaces, calibrations } = setUp();
  await engine.choose('oracle');
  const began = performance.now();
  for (let n = 1; n <= EDITS; n++) {
    surfaces.getState().edit([[{ row: 5, column: 2 }, String(20 + n / 100)]]);
    await pause(EVERY_MS);
  }
  const elapsed = performance.now() - began;
  await vi.waitFor(() => expect(calibrations.getState().outcome).toBeDefined(), 60_000);
  const { outcome } = calibrations.getState();
  expect(outcome?.surface).toBe(surfaces.getState().document.surface);
  expect(outcome?.surface.prices[5 * contractGrid.maturities.length + 2]).toBe(20 + EDITS / 100);
  expect(seen.begun).toBeGreaterThan(1);
  expect(seen.begun).toBeLessThanOrEqual(elapsed / APART_MS + 2);
  expect(seen.ended).toBe(1);
  expect(seen.dropped).toBe(seen.begun - 1);
  expect(seen.most).toBeLessThanOrEqual(2);
  calibrations.getState().cancel();
});
