import { openBackend } from '../scripts/backends/open-backend.ts';
import { serveBackendPage } from '../scripts/backends/serve-page.ts';
import { models } from '../src/levy/models.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { oracleForward } from '../src/network/oracle.ts';
import { backendAgreement } from '../src/training/evaluation/backend-agreement.ts';
import { backendSurfaces } from '../src/training/evaluation/backend-surfaces.ts';
import { networkFiles } from '../src/training/learning/store.ts';
import { expect, test } from './guarded-test.ts';

/*
 * The engine's backends beside the float64 network on hard surfaces; `npm run evaluate -- --backends`
 * does the same on thousands.
 */

/** As many as the hard ones of CGMY, which has most. */
const SURFACES = 120;
/** Largest difference of a parameter, as a share of its range. */
const TOLERANCE = 1e-4;

let served: Awaited<ReturnType<typeof serveBackendPage>>;

test.beforeAll(async () => {
  served = await serveBackendPage();
});

test.afterAll(() => served.close());

for (const backend of ['webgpu', 'webgl', 'wasm', 'cpu'] as const) {
  for (const model of models) {
    test(`${backend} agrees with the float64 network of ${model.title} on hard surfaces`, async ({
      page,
    }) => {
      const network = await loadNetwork(model.name, networkFiles());
      const { inputs } = backendSurfaces(model, network, SURFACES, 1);
      const oracle = oracleForward(network, inputs, SURFACES);
      const { run } = await openBackend(page, served.url, backend, network);
      const outputs = await run(inputs, SURFACES);
      const { parameters, errors } = backendAgreement(model, network, outputs, oracle);
      expect(parameters.largest).toBeLessThan(TOLERANCE);
      expect(errors.largest).toBeLessThan(TOLERANCE);
      // In float32, so not the oracle itself.
      expect(outputs.some((output, i) => output !== Math.fround(oracle[i]!))).toBe(true);
    });
  }
}
