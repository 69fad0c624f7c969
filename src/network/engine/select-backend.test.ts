import { describe, expect, it } from 'vitest';
import type { BackendChoice, BackendName } from './backend.ts';
import { selectBackend } from './select-backend.ts';
import { type FakeBackend, fakeBackend, fakeBackends, fakeGolden } from './testing/fake-backend.ts';
import { tinyNetwork } from './testing/tiny-network.ts';

function select(choice: BackendChoice, replaced: FakeBackend[] = [], excluded: BackendName[] = []) {
  return selectBackend({
    choice,
    excluded: new Set(excluded),
    networks: [tinyNetwork()],
    backends: fakeBackends(...replaced),
    golden: fakeGolden,
    onLost: () => {},
  });
}

const none = (name: BackendName, reason: string) =>
  fakeBackend(name, { probe: () => Promise.reject(new Error(reason)) });

const off = (name: BackendName, by: number) => {
  const backend = fakeBackend(name);
  backend.pass = async (outputs) => outputs.map((value) => value + by);
  return backend;
};

describe('selectBackend', () => {
  it('takes hardware WebGPU first and tries nothing else', async () => {
    const backends = fakeBackends();
    const { session, trials } = await select('auto', Object.values(backends));
    expect(session?.name).toBe('webgpu');
    expect(trials).toMatchObject([
      { backend: 'webgpu', accepted: true, adapter: 'webgpu adapter' },
    ]);
    expect(backends.webgl.log).toEqual([]);
  });

  it('goes on to WebGL, WASM, CPU and the oracle as those before are missing', async () => {
    const order: BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu', 'oracle'];
    for (let n = 0; n < order.length; n++) {
      const missing = order.slice(0, n).map((name) => none(name, `No ${name}.`));
      const { session, trials } = await select('auto', missing);
      expect(session?.name).toBe(order[n]);
      expect(trials.map(({ backend }) => backend)).toEqual(order.slice(0, n + 1));
      expect(trials.slice(0, n).map(({ reason }) => reason)).toEqual(
        order.slice(0, n).map((name) => `No ${name}.`),
      );
    }
  });

  it('skips software graphics without starting them', async () => {
    const webgpu = fakeBackend('webgpu', { software: true });
    const webgl = fakeBackend('webgl', { software: true });
    const { session, trials } = await select('auto', [webgpu, webgl]);
    expect(session?.name).toBe('wasm');
    expect(webgpu.log).toEqual([]);
    expect(trials[0]).toMatchObject({ accepted: false, software: true });
    expect(trials[0]?.reason).toContain('software graphics');
  });

  it('runs software graphics for who asks for them', async () => {
    const { session } = await select('webgl', [fakeBackend('webgl', { software: true })]);
    expect(session?.name).toBe('webgl');
    expect(session?.adapter.software).toBe(true);
  });

  it('falls back by the usual order when the choice fails, software graphics still skipped', async () => {
    const replaced = [none('cpu', 'No.'), fakeBackend('webgpu', { software: true })];
    const { session, trials } = await select('cpu', replaced);
    expect(session?.name).toBe('webgl');
    expect(trials.map(({ backend }) => backend)).toEqual(['cpu', 'webgpu', 'webgl']);
  });

  it('rejects more than 1e-4 of the range from the oracle, and accepts less', async () => {
    const wrong = off('webgpu', 1.1e-4);
    const { session, trials } = await select('auto', [wrong, off('webgl', 0.9e-4)]);
    expect(session?.name).toBe('webgl');
    expect(session?.oracleError).toBeCloseTo(0.9e-4, 10);
    expect(trials[0]?.reason).toBe('Its parameters are off by 0.011 % of their range.');
    expect(wrong.log).toEqual(['start', 'upload', 'dispose', 'stop']);
  });

  it('rejects what is not finite, of the wrong size, or fails in start, upload or pass', async () => {
    const nan = off('webgpu', Number.NaN);
    const short = fakeBackend('webgl');
    short.pass = async (outputs) => outputs.slice(1);
    // WebAssembly start-up rejects with plain objects.
    const start = fakeBackend('wasm', { start: () => Promise.reject({ message: 'No wasm.' }) });
    const thrown = fakeBackend('cpu');
    thrown.pass = () => Promise.reject(new Error('Out of memory.'));
    const { session, trials } = await select('auto', [nan, short, start, thrown]);
    expect(session?.name).toBe('oracle');
    expect(trials.map(({ reason }) => reason)).toEqual([
      'It gave a result that is not a number.',
      'It gave a result of the wrong size.',
      'No wasm.',
      'Out of memory.',
      'The first that agrees with the oracle.',
    ]);
  });

  it('does not try what is excluded, and may end with nothing', async () => {
    expect((await select('auto', [], ['webgpu', 'wasm'])).session?.name).toBe('webgl');
    const { session, trials } = await select(
      'webgl',
      [],
      ['webgpu', 'webgl', 'wasm', 'cpu', 'oracle'],
    );
    expect(session).toBeUndefined();
    expect(trials).toEqual([]);
  });

  it('measures the latency of one surface', async () => {
    const slow = fakeBackend('wasm');
    slow.pass = (outputs) => new Promise((done) => setTimeout(done, 20, outputs));
    const { session } = await select('wasm', [slow]);
    expect(session?.latencyMs).toBeGreaterThan(15);
  });
});
