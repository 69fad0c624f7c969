import { expect, test } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { createClient } from './client.ts';
import { fakeService } from './testing/fake-service.ts';

const prices = Array.from({ length: 200 }, () => 1);
const answer = (text: string) => answerCalibrate(text, fakeService());
const detail = async (text: string) => {
  const { status, body } = await answer(text);
  expect(status).toBe(422);
  return body.detail;
};

test('of megabytes of malformed JSON only the first fault is looked for', async () => {
  expect(await detail(`{${','.repeat(2_000_000)}`)).toEqual([
    expect.objectContaining({ loc: ['body', 1], type: 'json_invalid' }),
  ]);
});

test('half a million wrong prices are one problem, and no failure', async () => {
  const wrong = JSON.stringify({ option_prices: Array(500_000).fill('x') });
  expect(await detail(wrong)).toEqual([
    {
      loc: ['body'],
      msg: 'Input has more problems than can be listed: send fewer items',
      type: 'value_error',
    },
  ]);
});

test.each([
  ['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
])('%s within each other, 10,000 deep, are refused where they matter', async (_, deep) => {
  expect(await detail(`{"option_prices":${deep}}`)).toHaveLength(1);
  expect(await detail(`{"option_prices":[${deep}]}`)).toHaveLength(1);
  const beside = JSON.stringify({ option_prices: prices }).replace('{', `{"more":${deep},`);
  expect((await answer(beside)).status).toBe(200);
});

test('no key of a body reaches a prototype, or takes the place of a field', async () => {
  const fields = JSON.stringify({ option_prices: prices }).slice(1, -1);
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const text = `{"${key}":{"spot_price":-1,"toString":1,"prototype":{"polluted":1}},${fields}}`;
    expect((await answer(text)).status).toBe(200);
    expect((await answer(`{"${key}":{${fields}}}`)).status).toBe(422);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('polluted' in {}).toBe(false);
});

test.each([
  '1e400',
  '-1e400',
  '"1e400"',
  '"NaN"',
  '"Infinity"',
  '"0x10"',
  '"1_000"',
  '"１２"',
  '""',
])('the price %s is no price', async (price) => {
  expect(await detail(`{"option_prices":[${price}]}`)).toEqual([
    expect.objectContaining({ loc: ['body', 'option_prices', 0] }),
  ]);
});

test('a server’s words for a field are no names of the language', async () => {
  const refusal = (field: string) =>
    Response.json({ detail: [{ loc: ['body', field], msg: 'no', type: 'x' }] }, { status: 422 });
  const surface = { ...contractGrid, dividendYield: 0, prices };
  for (const field of ['constructor', '__proto__', 'toString']) {
    const { calibrate } = createClient(async () => refusal(field), 'http://localhost/');
    const answered = await calibrate(surface, 'VarianceGamma');
    expect(!answered.ok && answered.problems).toEqual([{ message: 'Request: no.' }]);
  }
});
