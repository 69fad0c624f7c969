import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cgmy } from '../../levy/cgmy.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { asked, calibration, good, settle, setUp } from './calibration-store.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const compare = () => vi.advanceTimersByTimeAsync(1000);

const started = async () => {
  const all = setUp();
  all.state().calibrate();
  all.calls[0]!.answer(good());
  await settle();
  return all;
};

test('the comparison asks for the other models on the same surface, after the answer', async () => {
  const { calls, state } = await started();
  expect(asked(calls)).toEqual(['VarianceGamma']);
  await compare();
  expect(asked(calls)).toEqual(['VarianceGamma', 'CGMY']);
  expect(state().work).toBeUndefined();
  calls[1]!.answer(good('CGMY'));
  await compare();
  expect([...state().comparison.keys()]).toEqual(['VarianceGamma', 'CGMY']);
  expect(state().outcome?.model).toBe(varianceGamma);
});

test('is given up for a newer request, and never answers into it', async () => {
  const { calls, state } = await started();
  await compare();
  state().fitBy({ by: 'price' });
  expect(calls[1]!.signal.aborted).toBe(true);
  calls[1]!.answer(good('CGMY'));
  calls[2]!.answer(good());
  await settle();
  expect([...state().comparison.keys()]).toEqual(['VarianceGamma']);
});

test('waits while the analyst types', async () => {
  const { calls, type } = await started();
  for (const text of ['13.2', '13.3', '13.4', '13.5', '13.6']) {
    type(text);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(new Set(asked(calls))).toEqual(new Set(['VarianceGamma']));
});

test('keeps what holds when the model is switched', async () => {
  const { calls, state } = await started();
  await compare();
  calls[1]!.answer(good('CGMY'));
  await settle();
  state().choose(cgmy);
  calls[2]!.answer(good('CGMY'));
  await compare();
  expect(calls).toHaveLength(3);
  expect(state().comparison.size).toBe(2);
});

test('a model that cannot be fitted is a failure there and nowhere else', async () => {
  const { calls, state } = await started();
  await compare();
  calls[1]!.answer({
    ok: false,
    problems: [{ message: 'too few quotes' }],
    trouble: { kind: 'refused' },
  });
  await settle();
  expect(state().comparison.get('CGMY')).toMatchObject({
    failure: [{ message: 'too few quotes' }],
  });
  expect(state().failure).toBeUndefined();
});

test('is not made of numbers that are no option surface', async () => {
  const { calls, state } = setUp();
  state().calibrate();
  const check = { verdict: 'no-surface', brokenCells: 6 } as const;
  calls[0]!.answer({ ok: true, value: { ...calibration('VarianceGamma'), check } });
  await compare();
  expect(calls).toHaveLength(1);
});
