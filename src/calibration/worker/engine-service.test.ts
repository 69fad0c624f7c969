import { describe, expect, it, vi } from 'vitest';
import { fakeBackends, fakeGolden } from '../../network/engine/testing/fake-backend.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import { ModelNotLoadedError } from '../service.ts';
import type { Surface } from '../surface.ts';
import { EngineService } from './engine-service.ts';
import type { EngineStatus } from './status.ts';

const model = tinyNetwork().card.model;
const surface: Surface = { strikes: [100], maturities: [1], prices: [10], spot: 100, rate: 0.05 };

function setUp() {
  const backends = fakeBackends();
  const statuses: EngineStatus[] = [];
  const loadNetwork = vi.fn(async (name: string) => {
    if (name !== model) throw new ModelNotLoadedError(name, 'its card could not be read.');
    return tinyNetwork();
  });
  const service = new EngineService({
    models: [model, 'CGMY'],
    loadNetwork,
    backends,
    golden: fakeGolden,
    calibrate: async (_, network, forward, backend) => ({
      model: network.card.model,
      parameters: [...(await forward(new Float32Array(4), 1))],
      atEdge: [],
      check: { verdict: 'clean', brokenCells: 0 },
      inferenceMs: 0,
      backend,
    }),
    onStatus: (status) => statuses.push(status),
  });
  return { service, backends, statuses, loadNetwork };
}

describe('EngineService', () => {
  it('tells that it starts, then what runs', async () => {
    const { service, statuses } = setUp();
    await service.choose('wasm');
    expect(statuses).toMatchObject([
      { phase: 'starting', choice: 'wasm', trials: [] },
      { phase: 'ready', choice: 'wasm', backend: 'wasm', adapter: 'wasm adapter', oracleError: 0 },
    ]);
    expect(statuses[1]?.latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('calibrates, and tells the truth about what is loaded', async () => {
    const { service } = setUp();
    await service.choose('auto');
    expect(await service.calibrate(surface, model)).toMatchObject({ model, backend: 'webgpu' });
    const failed = [{ model: 'CGMY', reason: 'its card could not be read.' }];
    expect(await service.state()).toEqual({ loaded: [model], failed });
    await expect(service.calibrate(surface, 'CGMY')).rejects.toBeInstanceOf(ModelNotLoadedError);
    expect(await service.warmUp()).toEqual({ loaded: [model], failed });
  });

  it('drops tensors and networks, and loads them again when asked', async () => {
    const { service, backends, loadNetwork } = setUp();
    await service.choose('cpu');
    await service.clear();
    expect(backends.cpu.log).toEqual(['start', 'upload', 'dispose']);
    expect(await service.state()).toEqual({ loaded: [], failed: [] });
    const loads = loadNetwork.mock.calls.length;
    await service.calibrate(surface, model);
    expect(loadNetwork).toHaveBeenCalledTimes(loads + 1);
    expect(backends.cpu.log).toEqual(['start', 'upload', 'dispose', 'upload']);
  });

  it('loads each network once for calls at the same time', async () => {
    const { service, loadNetwork } = setUp();
    await service.choose('cpu');
    await Promise.all([1, 2, 3].map(() => service.calibrate(surface, model)));
    expect(loadNetwork.mock.calls.filter(([name]) => name === model)).toHaveLength(1);
  });

  it('changes backend and says so when the device is lost, with nobody asking', async () => {
    const { service, backends, statuses } = setUp();
    await service.choose('auto');
    backends.webgpu.lose('The driver was reset.');
    await vi.waitFor(() => expect(statuses.at(-1)?.backend).toBe('webgl'));
    expect(statuses.at(-1)?.message).toContain('The driver was reset.');
    expect(await service.calibrate(surface, model)).toMatchObject({ backend: 'webgl' });
  });

  it('fails with every reason when nothing runs, and recovers with another choice', async () => {
    const { service, backends, statuses } = setUp();
    const passes = Object.values(backends).map((backend) => backend.pass);
    for (const b of Object.values(backends)) b.pass = () => Promise.reject(new Error('Broken.'));
    await expect(service.choose('auto')).rejects.toThrow('No backend');
    expect(statuses.at(-1)).toMatchObject({ phase: 'failed' });
    expect(statuses.at(-1)?.message).toContain('wasm: Broken.');
    await expect(service.calibrate(surface, model)).rejects.toThrow('No backend');
    expect(await service.warmUp()).toMatchObject({ loaded: [model] });
    Object.values(backends).forEach((backend, i) => {
      backend.pass = passes[i]!;
    });
    await service.choose('wasm');
    expect(statuses.at(-1)).toMatchObject({ phase: 'ready', backend: 'wasm' });
  });
});
