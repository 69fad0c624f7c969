import { getResponse } from 'msw/utils/get-response';
import { expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { ModelNotLoadedError } from '../calibration/service.ts';
import { createHandlers } from './handlers.ts';
import { Metrics } from './metrics.ts';
import { smallNetwork } from './testing/small-network.ts';

const base = 'http://localhost/app/';
const prices = Array(200).fill(10);

/** A place that counts the loads of its networks, and can be told to lose one. */
function place() {
  const loads: string[] = [];
  const lost = new Set<string>();
  const service = localService(async (model) => {
    loads.push(model);
    if (lost.has(model)) throw new ModelNotLoadedError(model, 'its weights could not be read.');
    return smallNetwork(model);
  });
  const handlers = createHandlers(service, base, { metrics: new Metrics() });
  const send = async (method: string, path: string, body?: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await getResponse(handlers, new Request(base + path.slice(1), init));
    if (!response) throw new Error('not handled');
    return response;
  };
  const json = async (method: string, path: string) => (await send(method, path)).json();
  const calibrate = (more: object = {}) =>
    send('POST', '/calibrate', { option_prices: prices, ...more });
  return { loads, lost, send, json, calibrate };
}

it('loads each network once, at the start', async () => {
  const { loads, json, calibrate } = place();
  await json('POST', '/warmup');
  await calibrate();
  await calibrate({ model_name: 'CGMY' });
  await json('POST', '/warmup');
  expect(loads).toEqual(['VarianceGamma', 'CGMY']);
});

it('clears what it says it clears: health says so, and the next call loads and computes again', async () => {
  const { loads, send, json, calibrate } = place();
  const cache = async (more?: object) => (await calibrate(more)).headers.get('X-Cache');
  expect([await cache(), await cache(), await cache({ spot_price: 100 })]).toEqual([
    'miss',
    'hit',
    'hit',
  ]);
  expect(loads).toHaveLength(2);
  expect((await send('DELETE', '/cache')).status).toBe(200);
  expect(await json('GET', '/health')).toMatchObject({ status: 'healthy', model_loaded: false });
  expect(await cache()).toBe('miss');
  // Of the model that was asked for alone.
  expect(loads.slice(2)).toEqual(['VarianceGamma']);
  expect(await json('GET', '/health')).toMatchObject({ status: 'healthy', model_loaded: true });
  expect(await cache()).toBe('hit');
  expect(loads).toHaveLength(3);
});

it('takes another question for another, and the same however it is written', async () => {
  const { calibrate } = place();
  const cache = async (more: object) => (await calibrate(more)).headers.get('X-Cache');
  await calibrate();
  expect(await cache({ model_name: 'CGMY' })).toBe('miss');
  expect(await cache({ risk_free_rate: 0.04 })).toBe('miss');
  expect(await cache({ option_prices: prices.with(199, 9) })).toBe('miss');
  expect(await cache({ refine: true })).toBe('miss');
  expect(await cache({ refine: true })).toBe('hit');
  expect(await cache({ refine: true, objective: 'price' })).toBe('miss');
  expect(await cache({ option_prices: prices.map(String), comment: 'x' })).toBe('hit');
});

it('answers from memory what it answered before, without the time of then', async () => {
  const { calibrate } = place();
  const [first, second] = [await calibrate(), await calibrate()];
  expect(first.headers.get('Server-Timing')).toMatch(/^network;dur=/);
  expect(second.headers.get('Server-Timing')).toMatch(/^total;dur=/);
  expect(await second.json()).toEqual(await first.json());
  const own = ['X-Backend', 'X-Surface-Check', 'X-Parameter-Errors', 'X-Unfamiliarity'];
  for (const name of own) expect(second.headers.get(name)).toBe(first.headers.get(name));
});

it('says before, after and after the mending of a failure what is', async () => {
  const { lost, send, json, calibrate } = place();
  await json('POST', '/warmup');
  lost.add('CGMY');
  // What is in memory goes on.
  expect(await json('GET', '/health')).toMatchObject({ status: 'healthy', model_loaded: true });
  expect((await calibrate({ model_name: 'CGMY' })).status).toBe(200);
  await send('DELETE', '/cache');
  expect(await json('GET', '/health')).toMatchObject({ status: 'healthy', model_loaded: false });
  expect((await calibrate({ model_name: 'CGMY' })).status).toBe(503);
  expect(await json('GET', '/health')).toMatchObject({ status: 'degraded', model_loaded: false });
  const partial = await json('POST', '/warmup');
  expect(partial).toEqual({
    status: 'partial',
    message: 'Some models could not load. CGMY: its weights could not be read.',
  });
  expect(await json('GET', '/health')).toMatchObject({ status: 'degraded', model_loaded: true });
  expect((await calibrate()).status).toBe(200);
  lost.clear();
  expect((await calibrate({ model_name: 'CGMY' })).status).toBe(200);
  expect(await json('GET', '/health')).toMatchObject({ status: 'healthy', model_loaded: true });
  expect(await json('POST', '/warmup')).toMatchObject({
    status: 'success',
    models_loaded: ['VarianceGamma', 'CGMY'],
  });
});

it('counts what was asked, and says what is loaded', async () => {
  const { send, calibrate } = place();
  await calibrate();
  await calibrate();
  await calibrate({ option_prices: [1] });
  await send('PUT', '/calibrate');
  await send('BREW', '/nowhere');
  await send('GET', '/health/');
  const response = await send('GET', '/metrics');
  expect(response.headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  const lines = text.split('\n').filter((line) => /^levy_(requests|calib|network)/.test(line));
  const vg = 'model="VarianceGamma",backend="oracle",refined="false"';
  expect(lines).toEqual([
    'levy_requests_total{route="/calibrate",method="POST",status="200"} 2',
    'levy_requests_total{route="/calibrate",method="POST",status="422"} 1',
    'levy_requests_total{route="/calibrate",method="PUT",status="405"} 1',
    'levy_requests_total{route="other",method="other",status="404"} 1',
    'levy_requests_total{route="/health",method="GET",status="307"} 1',
    `levy_calibrations_total{${vg},cache="miss"} 1`,
    `levy_calibrations_total{${vg},cache="hit"} 1`,
    'levy_network_loaded{model="VarianceGamma"} 1',
    'levy_network_loaded{model="CGMY"} 1',
  ]);
});

it('makes no new series of what a caller may choose', async () => {
  const { send } = place();
  const series = async () => (await (await send('GET', '/metrics')).text()).split('\n').length;
  await send('GET', '/nowhere');
  await send('BREW', '/nowhere');
  await series();
  const before = await series();
  for (let i = 0; i < 50; i++) {
    await send('GET', `/nowhere/${i}?${i}`);
    await send(`BREW${i}`, '/nowhere');
  }
  expect(await series()).toBe(before);
});
