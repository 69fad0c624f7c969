import { describe, expect, it, vi } from 'vitest';
import { fakeBackends, fakeGolden } from '../../network/engine/testing/fake-backend.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import type { Surface } from '../quotes/surface.ts';
import { type Calibration, ModelNotLoadedError } from '../service.ts';
import { someTrust } from '../trust.fixture.ts';
import { EngineService } from './engine-service.ts';
import { oneQuote } from './one-quote.fixture.ts';
import type { EngineStatus } from './status.ts';

const model = tinyNetwork().card.model;

function setUp() {
  const backends = fakeBackends();
  const statuses: EngineStatus[] = [];
  const loadNetwork = vi.fn(async (name: string) => {
    if (name !== model) throw new ModelNotLoadedError(name, 'its card could not be read.');
    return tinyNetwork();
  });
  const refine = vi.fn(async (_: Surface, calibration: Calibration) => calibration);
  const service = new EngineService({
    models: [model, 'CGMY'],
    loadNetwork,
    backends,
    golden: fakeGolden,
    calibrate: async (_, network, forward, backend) => ({
      model: network.card.model,
      parameters: [...(await forward(new Float32Array(7), 1))],
      atEdge: [],
      trust: someTrust(3),
      check: { verdict: 'clean', brokenCells: 0 },
      inferenceMs: 0,
      backend,
    }),
    refine,
    onStatus: (status) => statuses.push(status),
  });
  return { service, backends, statuses, loadNetwork, refine };
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
    expect(await service.calibrate(oneQuote, model)).toMatchObject({ model, backend: 'webgpu' });
    const failed = [{ model: 'CGMY', reason: 'its card could not be read.' }];
    expect(await service.state()).toEqual({ loaded: [model], failed, backend: 'webgpu' });
    await expect(service.calibrate(oneQuote, 'CGMY')).rejects.toBeInstanceOf(ModelNotLoadedError);
    expect(await service.warmUp()).toEqual({ loaded: [model], failed, backend: 'webgpu' });
  });

  it('tells what the backend in use holds', async () => {
    const memory = { tensors: 4, bytes: 64 };
    const { service, backends } = setUp();
    const { start } = backends.wasm;
    Object.assign(backends.wasm, {
      start: async () => ({ ...(await start()), memory: () => memory }),
    });
    await service.choose('wasm');
    expect((await service.state()).memory).toEqual(memory);
    await service.choose('oracle');
    expect(await service.state()).not.toHaveProperty('memory');
  });

  it('drops tensors and networks, and loads them again when asked', async () => {
    const { service, backends, loadNetwork } = setUp();
    await service.choose('cpu');
    await service.clear();
    expect(backends.cpu.log).toEqual(['start', 'upload', 'dispose']);
    expect(await service.state()).toEqual({ loaded: [], failed: [], backend: 'cpu' });
    const loads = loadNetwork.mock.calls.length;
    await service.calibrate(oneQuote, model);
    expect(loadNetwork).toHaveBeenCalledTimes(loads + 1);
    expect(backends.cpu.log).toEqual(['start', 'upload', 'dispose', 'upload']);
  });

  it('loads each network once for calls at the same time', async () => {
    const { service, loadNetwork } = setUp();
    await service.choose('cpu');
    await Promise.all([1, 2, 3].map(() => service.calibrate(oneQuote, model)));
    expect(loadNetwork.mock.calls.filter(([name]) => name === model)).toHaveLength(1);
  });

  it('lets other networks compute while one calibration is being refined', async () => {
    const { service, refine } = setUp();
    await service.choose('cpu');
    const settings = {
      refine: { objective: 'vega' },
      signal: new AbortController().signal,
    } as const;
    let end = () => {};
    refine.mockImplementationOnce(
      (_, calibration) => new Promise((resolve) => (end = () => resolve(calibration))),
    );
    const long = service.calibrate(oneQuote, model, settings);
    await vi.waitFor(() => expect(refine).toHaveBeenCalledOnce());
    expect(refine).toHaveBeenCalledWith(oneQuote, expect.anything(), settings);
    expect(await service.calibrate(oneQuote, model)).toMatchObject({ model });
    end();
    expect(await long).toMatchObject({ model });
  });

  it('computes nothing for a calibration that was stopped in the queue', async () => {
    const { service, backends } = setUp();
    await service.choose('cpu');
    const before = backends.cpu.log.length;
    const signal = AbortSignal.abort(new Error('Stopped.'));
    await expect(service.calibrate(oneQuote, model, { signal })).rejects.toThrow('Stopped.');
    expect(backends.cpu.log).toHaveLength(before);
  });

  it('changes backend and says so when the device is lost, with nobody asking', async () => {
    const { service, backends, statuses } = setUp();
    await service.choose('auto');
    backends.webgpu.lose('The driver was reset.');
    await vi.waitFor(() => expect(statuses.at(-1)?.backend).toBe('webgl'));
    expect(statuses.at(-1)?.message).toContain('The driver was reset.');
    expect(await service.calibrate(oneQuote, model)).toMatchObject({ backend: 'webgl' });
  });

  it('fails with every reason when nothing runs, and recovers with another choice', async () => {
    const { service, backends, statuses } = setUp();
    const passes = Object.values(backends).map((backend) => backend.pass);
    for (const b of Object.values(backends)) b.pass = () => Promise.reject(new Error('Broken.'));
    await expect(service.choose('auto')).rejects.toThrow('No backend');
    expect(statuses.at(-1)).toMatchObject({ phase: 'failed' });
    expect(statuses.at(-1)?.message).toContain('wasm: Broken.');
    await expect(service.calibrate(oneQuote, model)).rejects.toThrow('No backend');
    expect(await service.warmUp()).toMatchObject({ loaded: [model] });
    Object.values(backends).forEach((backend, i) => {
      backend.pass = passes[i]!;
    });
    await service.choose('wasm');
    expect(statuses.at(-1)).toMatchObject({ phase: 'ready', backend: 'wasm' });
  });
});
