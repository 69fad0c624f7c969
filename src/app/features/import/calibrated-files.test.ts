import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localService } from '../../../calibration/local-service.ts';
import { fromRecord } from '../../../levy/model.ts';
import { findModel } from '../../../levy/models.ts';
import { surfacePricer } from '../../../levy/pricer.ts';
import { loadNetwork } from '../../../network/load-network.ts';
import { networkFiles } from '../../../training/learning/store.ts';
import { context } from './context.fixture.ts';
import { importSurface } from './import-surface.ts';

/*
 * An analyst's files, from text to parameters by the committed networks, against the parameters
 * that made them (e2e/fixtures/surfaces/surfaces.json).
 */

const folder = new URL('../../../../e2e/fixtures/surfaces/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const { files } = JSON.parse(read('surfaces.json'));
const service = localService((model) => loadNetwork(model, networkFiles()));

async function calibrated(file: string) {
  const imported = importSurface(read(file), context);
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  const { surface } = imported.value;
  const truth = files[file];
  return { surface, truth, ...(await service.calibrate(surface, truth.model)) };
}

test.each(['vg-index-4dp.tsv', 'vg-decimal-comma-transposed.csv', 'vg-spot-5230-thousands.tsv'])(
  '%s gives its parameters back',
  async (file) => {
    const { parameters, truth, check } = await calibrated(file);
    expect(Math.abs(parameters[0]! - truth.sigma)).toBeLessThan(0.003);
    expect(Math.abs(parameters[1]! - truth.nu)).toBeLessThan(0.03);
    expect(Math.abs(parameters[2]! - truth.theta)).toBeLessThan(0.01);
    expect(check.verdict).toBe('clean');
  },
);

test.each([
  { file: 'cgmy-index-cents-noheader.csv', verdict: 'clean' },
  { file: 'cgmy-noise-1pct.tsv', verdict: 'arbitrage' },
])('$file gives a model surface near its own', async ({ file, verdict }) => {
  const { surface, parameters, truth, check } = await calibrated(file);
  const model = findModel('CGMY')!;
  const pricer = surfacePricer(model, surface);
  const fitted = new Float64Array(200);
  pricer.prices(parameters, 'call', fitted);
  const wanted = new Float64Array(200);
  pricer.prices(fromRecord(model, truth), 'call', wanted);
  // The noisy quotes themselves are up to 1.2 off; the surface behind them is what to find.
  const target = verdict === 'clean' ? surface.prices : wanted;
  const worst = fitted.reduce((most, price, i) => Math.max(most, Math.abs(price - target[i]!)), 0);
  expect(worst).toBeLessThan(verdict === 'clean' ? 0.15 : 0.5);
  expect(check.verdict).toBe(verdict);
});

test('not-a-surface.request.json is answered and called no surface', async () => {
  const imported = importSurface(read('not-a-surface.request.json'), context);
  if (!imported.ok) throw new Error('not read');
  const { parameters, check } = await service.calibrate(imported.value.surface, 'VarianceGamma');
  expect(check.verdict).toBe('no-surface');
  expect(findModel('VarianceGamma')!.domainProblem(parameters)).toBeUndefined();
});

test.each(['VarianceGamma', 'CGMY'])(
  'random numbers are nothing that the %s network knows',
  async (model) => {
    const imported = importSurface(read('not-a-surface.request.json'), context);
    if (!imported.ok) throw new Error('not read');
    const { trust } = await service.calibrate(imported.value.surface, model);
    expect(trust.unfamiliarity.rank).toBe(1);
  },
);

test('the noise of cgmy-noise-1pct.tsv is found, and the truth within what it leaves', async () => {
  const { parameters, trust, truth } = await calibrated('cgmy-noise-1pct.tsv');
  expect(trust.noise.relative).toBeGreaterThan(0.008);
  expect(trust.noise.relative).toBeLessThan(0.012);
  for (const [i, value] of fromRecord(findModel('CGMY')!, truth).entries()) {
    expect(Math.abs(parameters[i]! - value)).toBeLessThan(trust.errors[i]!.p95);
  }
});
