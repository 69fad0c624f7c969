import { describe, expect, it, vi } from 'vitest';
import { oracleForward } from '../oracle.ts';
import { type Forward, InferenceEngine } from './inference-engine.ts';
import { fakeBackend, fakeBackends, fakeGolden } from './testing/fake-backend.ts';
import { tinyNetwork } from './testing/tiny-network.ts';

const network = tinyNetwork();
const inputs = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
const truth = oracleForward(network, inputs, 1);
const pass = async (forward: Forward, backend: string) => [backend, await forward(inputs, 1)];

function engineOn(...replaced: ReturnType<typeof fakeBackend>[]) {
  const backends = fakeBackends(...replaced);
  const onLost = vi.fn();
  return {
    backends,
    onLost,
    engine: new InferenceEngine({ backends, golden: fakeGolden, onLost }),
  };
}

describe('InferenceEngine', () => {
  it('uploads a network once, and again after a release', async () => {
    const { engine, backends } = engineOn();
    await engine.choose('auto', [network]);
    expect(await engine.use(network, pass)).toEqual(['webgpu', truth]);
    expect(backends.webgpu.log).toEqual(['start', 'upload']);
    engine.release();
    expect(await engine.use(network, pass)).toEqual(['webgpu', truth]);
    expect(backends.webgpu.log).toEqual(['start', 'upload', 'dispose', 'upload']);
    expect(engine.message).toBeUndefined();
  });

  it('says why the chosen backend is not the one that runs', async () => {
    const webgl = fakeBackend('webgl', { probe: () => Promise.reject(new Error('No WebGL 2.')) });
    const { engine } = engineOn(webgl);
    await engine.choose('webgl', []);
    expect(engine.message).toBe('WebGL does not run here: No WebGL 2. WebGPU is used instead.');
    await engine.choose('cpu', []);
    expect(engine.message).toBeUndefined();
    expect(engine.trials.map(({ backend }) => backend)).toEqual(['cpu']);
  });

  it('stops one backend before it starts the next', async () => {
    const { engine, backends } = engineOn();
    await engine.choose('webgpu', [network]);
    await engine.choose('wasm', [network]);
    expect(backends.webgpu.log).toEqual(['start', 'upload', 'dispose', 'stop']);
    expect(engine.session?.name).toBe('wasm');
  });

  it.each([
    ['throws', () => Promise.reject(new Error('Lost.'))],
    ['gives NaN', async (outputs: Float64Array) => outputs.fill(Number.NaN)],
  ])('answers with the next backend when one %s at work, and says so', async (_, broken) => {
    const { engine, backends } = engineOn();
    await engine.choose('auto', [network]);
    backends.webgpu.pass = broken;
    expect(await engine.use(network, pass)).toEqual(['webgl', truth]);
    expect(engine.message).toMatch(/^WebGPU stopped working: .* WebGL is used instead\.$/);
    expect(engine.trials).toMatchObject([
      { backend: 'webgpu', accepted: false },
      { backend: 'webgl', accepted: true },
    ]);
    expect(backends.webgpu.log.at(-1)).toBe('stop');
  });

  it('ends a pass that never settles when the device is lost', async () => {
    const { engine, backends } = engineOn();
    await engine.choose('auto', [network]);
    backends.webgpu.pass = () => new Promise(() => {});
    const answer = engine.use(network, pass);
    await vi.waitFor(() => expect(backends.webgpu.log).toContain('upload'));
    backends.webgpu.lose('The driver was reset.');
    expect(await answer).toEqual(['webgl', truth]);
    expect(engine.message).toContain('The driver was reset.');
  });

  it('replaces a device that was lost between two uses', async () => {
    const { engine, backends, onLost } = engineOn();
    await engine.choose('auto', [network]);
    backends.webgpu.lose('Gone.');
    expect(onLost).toHaveBeenCalledOnce();
    await engine.recover([network]);
    expect(engine.session?.name).toBe('webgl');
    await engine.recover([network]);
    expect(backends.webgl.log).toEqual(['start', 'upload']);
  });

  it('does not blame the backend for the errors of a task or of its inputs', async () => {
    const { engine, backends } = engineOn();
    await engine.choose('auto', [network]);
    const bad = engine.use(network, (forward) =>
      forward(
        inputs.map(() => Number.NaN),
        1,
      ),
    );
    await expect(bad).rejects.toThrow('finite');
    await expect(engine.use(network, () => Promise.reject(new TypeError('x')))).rejects.toThrow(
      'x',
    );
    expect(engine.session?.name).toBe('webgpu');
    expect(backends.webgpu.log).not.toContain('stop');
  });

  it('rejects when no backend is left', async () => {
    const { engine, backends } = engineOn();
    await engine.choose('auto', [network]);
    for (const backend of Object.values(backends)) {
      backend.pass = () => Promise.reject(new Error('Broken.'));
    }
    await expect(engine.use(network, pass)).rejects.toThrow('No backend');
    expect(engine.trials).toHaveLength(5);
    expect(engine.session).toBeUndefined();
  });
});
