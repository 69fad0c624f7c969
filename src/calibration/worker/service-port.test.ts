import { expect, it, vi } from 'vitest';
import { Lifeline } from '../../network/engine/lifeline.ts';
import { RefinementError } from '../refine/refinement-error.ts';
import type { Calibration, CalibrationService } from '../service.ts';
import { ModelNotLoadedError } from '../service.ts';
import { someTrust } from '../trust.fixture.ts';
import { oneQuote } from './one-quote.fixture.ts';
import { exposeService, remoteService } from './service-port.ts';

const calibration: Calibration = {
  model: 'CGMY',
  parameters: [0.1, 5, 5, 0.8],
  atEdge: [],
  trust: someTrust(4),
  check: { verdict: 'clean', brokenCells: 0 },
  inferenceMs: 1,
  backend: 'wasm',
};

function connected(calibrate: CalibrationService['calibrate']) {
  const state = async () => ({ loaded: ['CGMY'], failed: [], backend: 'wasm' as const });
  const service = { calibrate, warmUp: state, state, clear: vi.fn(state) };
  const { port1, port2 } = new MessageChannel();
  const lifeline = new Lifeline();
  exposeService(service, port2);
  return { service, lifeline, remote: remoteService(port1, lifeline) };
}

it('carries calls and answers', async () => {
  const calibrate = vi.fn(async () => calibration);
  const { remote, service } = connected(calibrate);
  expect(await remote.calibrate(oneQuote, 'CGMY')).toEqual(calibration);
  const options = { signal: expect.any(AbortSignal) };
  expect(calibrate).toHaveBeenCalledWith(oneQuote, 'CGMY', options);
  expect(await remote.state()).toEqual({ loaded: ['CGMY'], failed: [], backend: 'wasm' as const });
  await remote.clear();
  expect(service.clear).toHaveBeenCalledOnce();
});

it('keeps the class and the reason of ModelNotLoadedError', async () => {
  const { remote } = connected(() => Promise.reject(new ModelNotLoadedError('CGMY', 'gone.')));
  const error: unknown = await remote.calibrate(oneQuote, 'CGMY').catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ModelNotLoadedError);
  expect(error).toMatchObject({ model: 'CGMY', reason: 'gone.' });
});

it('carries how to refine, and keeps the class and the message of RefinementError', async () => {
  const calibrate = vi.fn(() => Promise.reject(new RefinementError('Too few quotes.')));
  const { remote } = connected(calibrate);
  const refine = { objective: 'price', noise: 0.01 } as const;
  const error: unknown = await remote
    .calibrate(oneQuote, 'CGMY', { refine })
    .catch((e: unknown) => e);
  expect(calibrate).toHaveBeenCalledWith(oneQuote, 'CGMY', expect.objectContaining({ refine }));
  expect(error).toBeInstanceOf(RefinementError);
  expect(error).toMatchObject({ message: 'Too few quotes.' });
});

it('rejects at once with the signal’s reason, and cancels that calibration alone', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const { remote } = connected((_surface, _model, options) => {
    signals.push(options?.signal);
    return new Promise(() => {});
  });
  const [first, second] = [new AbortController(), new AbortController()];
  const stopped = remote.calibrate(oneQuote, 'CGMY', { signal: first.signal });
  void remote.calibrate(oneQuote, 'CGMY', { signal: second.signal });
  await vi.waitFor(() => expect(signals).toHaveLength(2));
  first.abort(new Error('The analyst typed on.'));
  await expect(stopped).rejects.toThrow('The analyst typed on.');
  await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
  expect(signals[1]?.aborted).toBe(false);
});

it('sends nothing for a signal that was aborted before', async () => {
  const calibrate = vi.fn(async () => calibration);
  const { remote } = connected(calibrate);
  const options = { signal: AbortSignal.abort(new Error('Too late.')) };
  await expect(remote.calibrate(oneQuote, 'CGMY', options)).rejects.toThrow('Too late.');
  await remote.state();
  expect(calibrate).not.toHaveBeenCalled();
});

it('rejects other errors with their message', async () => {
  const { remote } = connected(() => Promise.reject(new RangeError('Inputs must be finite.')));
  await expect(remote.calibrate(oneQuote, 'CGMY')).rejects.toThrow('Inputs must be finite.');
});

it('rejects pending and later calls when the line ends', async () => {
  const { remote, lifeline } = connected(() => new Promise(() => {}));
  const pending = remote.calibrate(oneQuote, 'CGMY');
  lifeline.end(new Error('The worker stopped.'));
  await expect(pending).rejects.toThrow('The worker stopped.');
  await expect(remote.state()).rejects.toThrow('The worker stopped.');
});

it('gives up what was asked for through a port that is closed', async () => {
  let signal: AbortSignal | undefined;
  const { port1, port2 } = new MessageChannel();
  const state = async () => ({ loaded: [], failed: [], backend: undefined });
  const calibrate: CalibrationService['calibrate'] = (_surface, _model, options) => {
    signal = options?.signal;
    return new Promise(() => {});
  };
  exposeService({ calibrate, warmUp: state, state, clear: state }, port2);
  void remoteService(port1, new Lifeline()).calibrate(oneQuote, 'CGMY');
  await vi.waitFor(() => expect(signal?.aborted).toBe(false));
  port1.close();
  await vi.waitFor(() => expect(signal?.aborted).toBe(true));
});
