import { describe, expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import type { Surface } from '../calibration/quotes/surface.ts';
import { contractGrid, linspace } from '../levy/contract-grid.ts';
import { answerLine } from './calibrate-answer.ts';
import { readTask } from './calibration-task.ts';
import { surfaceToRequest } from './request-surface.ts';
import { contractFields } from './testing/contract-fields.ts';
import { fakeService } from './testing/fake-service.ts';
import { smallNetwork } from './testing/small-network.ts';

const prices = Array<number>(200).fill(10);

describe('answerLine', () => {
  it('answers a request as the contract does', async () => {
    const answer = await answerLine(
      ` ${JSON.stringify({ option_prices: prices })}\r`,
      fakeService(),
    );
    expect(answer).toMatchObject({ model_name: 'VarianceGamma', success: true });
  });

  it('says after the contract’s fields what the network thinks of its answer', async () => {
    const answer = await answerLine(JSON.stringify({ option_prices: prices }), fakeService());
    expect(Object.keys(answer)).toEqual([
      ...contractFields,
      'network_errors',
      'unfamiliarity',
      'price_noise',
    ]);
    expect(answer).toMatchObject({
      network_errors: {
        sigma: { p68: 0.01, p95: 0.03 },
        nu: { p68: 0.02, p95: 0.06 },
        theta: { p68: 0.03, p95: 0.09 },
      },
      unfamiliarity: { score: 0.8, rank: 0.4 },
      price_noise: { relative: 0.001, absolute: 1e-9 },
    });
  });

  it.each([0, 1e-300, 1, 1e100, 1e154, 1e300])(
    'answers 200 prices of %s with finite numbers',
    async (price) => {
      const service = localService(async (model) => smallNetwork(model));
      const line = JSON.stringify({ option_prices: Array(200).fill(price) });
      const answer = await answerLine(line, service);
      expect(answer).toHaveProperty('success', true);
      // JSON would make null of what is not.
      expect(JSON.stringify(answer)).not.toContain('null');
    },
  );

  it.each([
    ['', 'Field required'],
    ['{"option_prices": [1,]}', 'Malformed JSON at character 21: value expected'],
    [
      '{"option_prices": ["x", 1, "y"]}',
      'option_prices.0: Input should be a number, not "x"; option_prices.2:',
    ],
    [`{"option_prices": ["x"${', "x"'.repeat(11)}]}`, 'not "x"; and 2 more'],
    ['{"option_prices": [1]}', 'Expected 200, received 1'],
  ])('says what is wrong with %j', async (line, message) => {
    const answer = await answerLine(line, fakeService());
    expect(answer).toMatchObject({ error: expect.any(String) });
    expect(answer).toHaveProperty('message', expect.stringContaining(message));
  });
});

it('turns a surface into a request and back', () => {
  const surface = {
    strikes: linspace(10, 20, 20),
    maturities: linspace(0.5, 5, 10),
    prices,
    spot: 15,
    rate: -0.01,
    dividendYield: 0,
  };
  const task = readTask(JSON.parse(JSON.stringify(surfaceToRequest(surface, 'CGMY'))));
  expect(task).toEqual({ ok: true, value: { model: 'CGMY', surface } });
  const short = readTask({ option_prices: prices });
  expect(short.ok && short.value.surface).toEqual({ ...contractGrid, prices });
});

it('turns quotes into a request and back', () => {
  const surface: Surface = {
    strikes: [90, 100, 110],
    maturities: [0.5, 1],
    prices: [2, undefined, 5, 8, undefined, 4],
    puts: [true, false, false, false, false, false],
    spreads: [
      { bid: 1.5, ask: 2.5 },
      undefined,
      undefined,
      { bid: 7, ask: 9 },
      undefined,
      undefined,
    ],
    spot: 100,
    rate: 0.03,
    dividendYield: 0.01,
    forwards: [101, 102],
  };
  const settings = { objective: 'relative', noise: 0.01 } as const;
  const request = surfaceToRequest(surface, 'CGMY', settings);
  const task = readTask(JSON.parse(JSON.stringify(request)));
  expect(task).toEqual({
    ok: true,
    value: { model: 'CGMY', surface, refinement: { settings, cells: [0, 2, 3, 5], notes: [] } },
  });
});
