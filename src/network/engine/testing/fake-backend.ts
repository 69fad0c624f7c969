import { oracleForward } from '../../oracle.ts';
import type { Backend, BackendName, RunningBackend } from '../backend.ts';
import type { GoldenCheck } from '../backend-session.ts';

export interface FakeBackend extends Backend {
  /** What has happened: `start`, `upload`, `dispose`, `stop`. */
  readonly log: string[];
  /** Loses the device of the latest start. */
  readonly lose: (reason: string) => void;
  /** Replaces what a pass gives from now on. */
  pass: (outputs: Float64Array) => Promise<Float64Array>;
}

/** A backend that computes rightly, with whatever part of it a test replaces. */
export function fakeBackend(
  name: BackendName,
  { software = false, ...rest }: Partial<Backend & { software: boolean }> = {},
): FakeBackend {
  const log: string[] = [];
  let listener: (reason: string) => void = () => {};
  const running: RunningBackend = {
    onLost: (given) => {
      listener = given;
    },
    upload: (network) => {
      log.push('upload');
      return {
        run: (inputs, rows) => backend.pass(oracleForward(network, inputs, rows)),
        dispose: () => log.push('dispose'),
      };
    },
    stop: () => log.push('stop'),
  };
  const backend: FakeBackend = {
    name,
    log,
    lose: (reason) => listener(reason),
    pass: async (outputs) => outputs,
    probe: async () => ({ adapter: `${name} adapter`, software }),
    start: async () => {
      log.push('start');
      return running;
    },
    ...rest,
  };
  return backend;
}

/** All five, with some replaced. */
export function fakeBackends(...replaced: FakeBackend[]): Record<BackendName, FakeBackend> {
  const names: BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu', 'oracle'];
  const all = names.map((name) => replaced.find((b) => b.name === name) ?? fakeBackend(name));
  return Object.fromEntries(all.map((b) => [b.name, b])) as Record<BackendName, FakeBackend>;
}

/** Three rows; the error is the largest difference of the outputs themselves. */
export const fakeGolden: GoldenCheck = {
  inputs: ({ layers }) => Float32Array.from({ length: 3 * (layers[0] ?? 0) }, (_, i) => i / 10),
  error: (_, outputs, expected) =>
    Math.max(...Array.from(expected, (value, i) => Math.abs((outputs[i] ?? NaN) - value))),
};
