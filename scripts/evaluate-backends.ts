import { chromium } from 'playwright';
import { chromiumArguments, chromiumPath } from '../e2e/chromium.ts';
import type { LevyModel } from '../src/levy/model.ts';
import { type BackendName, backendTitles, reasonOf } from '../src/network/engine/backend.ts';
import type { Network } from '../src/network/network-file.ts';
import { oracleForward } from '../src/network/oracle.ts';
import { type Agreement, backendAgreement } from '../src/training/evaluation/backend-agreement.ts';
import {
  type BackendSurfaces,
  backendSurfaces,
} from '../src/training/evaluation/backend-surfaces.ts';
import { openBackend } from './backends/open-backend.ts';
import { serveBackendPage } from './backends/serve-page.ts';

/** Largest difference from the oracle that a backend may have, as a share of a parameter's range. */
const TOLERANCE = 1e-4;
const BACKENDS = ['wasm', 'cpu', 'webgl', 'webgpu'] as const satisfies readonly BackendName[];
/** Surfaces between two lines about progress: a fraction of a minute on the slowest. */
const BLOCK = 250;

interface BackendResult extends Partial<Agreement> {
  readonly backend: BackendName;
  /** What it ran on. */
  readonly adapter?: string;
  readonly msPerPass?: number;
  /** Why it did not run. */
  readonly problem?: string;
}

/**
 * Runs the network on the same surfaces on every backend, in a real Chromium by the engine that
 * ships, and prints how far each is from the float64 oracle. Sets exit code 1 where one does not
 * run, or a parameter differs by more than 1e-4 of its range.
 */
export async function evaluateBackends(
  model: LevyModel,
  network: Network,
  samples: number,
  seed: number,
  json: boolean,
): Promise<void> {
  const surfaces = backendSurfaces(model, network, samples, seed);
  const oracle = oracleForward(network, surfaces.inputs, samples);
  if (!json) {
    console.log(`${model.title}, ${samples} surfaces, seed ${seed}: backends beside the oracle`);
  }
  const served = await serveBackendPage();
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...chromiumArguments],
  });
  const results: BackendResult[] = [];
  try {
    for (const backend of BACKENDS) {
      const page = await browser.newPage();
      try {
        const { adapter, run } = await openBackend(page, served.url, backend, network);
        const { outputs, msPerPass } = await runAll(backend, surfaces, run);
        const agreement = backendAgreement(model, network, outputs, oracle);
        results.push({ backend, adapter: adapter.adapter, msPerPass, ...agreement });
      } catch (error) {
        // The rest is the stack in the page.
        const [problem = ''] = reasonOf(error).split('\n');
        results.push({ backend, problem });
      }
      await page.close();
      const result = results.at(-1);
      if (result && !json) print(result, surfaces.places);
    }
  } finally {
    await browser.close();
    await served.close();
  }
  const agrees = results.every(({ parameters }) => (parameters?.largest ?? NaN) <= TOLERANCE);
  if (json) {
    const named = results.map((result) => withPlaces(result, surfaces.places));
    const head = { model: model.name, samples, seed, tolerance: TOLERANCE, agrees };
    console.log(JSON.stringify({ ...head, backends: named }));
  } else {
    console.log(agrees ? `All agree within ${TOLERANCE} of the range.` : 'Not all agree.');
  }
  if (!agrees) process.exitCode = 1;
}

/** The outputs of every surface, in blocks. */
async function runAll(
  backend: BackendName,
  { inputs, places }: BackendSurfaces,
  run: (inputs: Float32Array, rows: number) => Promise<Float32Array>,
): Promise<{ outputs: Float32Array; msPerPass: number }> {
  const rows = places.length;
  const width = inputs.length / rows;
  const blocks: Float32Array[] = [];
  const started = performance.now();
  for (let row = 0; row < rows; row += BLOCK) {
    const end = Math.min(rows, row + BLOCK);
    blocks.push(await run(inputs.slice(row * width, end * width), end - row));
    console.error(`${backendTitles[backend]}: ${end} of ${rows} surfaces`);
  }
  const outputs = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let filled = 0;
  for (const block of blocks) {
    outputs.set(block, filled);
    filled += block.length;
  }
  return { outputs, msPerPass: (performance.now() - started) / rows };
}

function print(result: BackendResult, places: readonly string[]): void {
  const { backend, adapter, msPerPass, parameters, errors, problem } = result;
  console.log(`\n${backendTitles[backend]}${adapter ? `, ${adapter}` : ''}`);
  if (problem) console.log(`  did not run: ${problem}`);
  const kinds = [
    ['parameters, share of range', parameters],
    ['ln of half-widths', errors],
  ] as const;
  for (const [what, difference] of kinds) {
    if (!difference) continue;
    const { largest, p999, label, surface } = difference;
    const sizes = `${largest.toExponential(1)} at most, ${p999.toExponential(1)} (99.9 %)`;
    console.log(`  ${what.padEnd(27)} ${sizes}; most in ${label} at ${places[surface]}`);
  }
  if (msPerPass) console.log(`  ${msPerPass.toFixed(2)} ms a pass, the way to the page included`);
}

/** Places in words instead of numbers of surfaces. */
function withPlaces(result: BackendResult, places: readonly string[]) {
  const named = (difference: Agreement['parameters']) => {
    const { surface, ...rest } = difference;
    return { ...rest, surface: places[surface] };
  };
  const { parameters, errors, ...rest } = result;
  return {
    ...rest,
    ...(parameters && { parameters: named(parameters) }),
    ...(errors && { errors: named(errors) }),
  };
}
