import { describe, expect, it } from 'vitest';
import { contractGrid, linspace } from '../levy/contract-grid.ts';
import { answerLine } from './calibrate-answer.ts';
import { requestToSurface, surfaceToRequest } from './request-surface.ts';
import { parseRequest } from './schemas.ts';
import { fakeService } from './testing/fake-service.ts';

const prices = Array<number>(200).fill(10);

describe('answerLine', () => {
  it('answers a request as the contract does', async () => {
    const answer = await answerLine(
      ` ${JSON.stringify({ option_prices: prices })}\r`,
      fakeService(),
    );
    expect(answer).toMatchObject({ model_name: 'VarianceGamma', success: true });
  });

  it.each([
    ['', 'Field required'],
    ['{"option_prices": [1,]}', 'Malformed JSON at character 21: value expected'],
    [
      '{"option_prices": ["x", 1, "y"]}',
      'option_prices.0: Input should be a number, not "x"; option_prices.2:',
    ],
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
  };
  const request = parseRequest(JSON.parse(JSON.stringify(surfaceToRequest(surface, 'CGMY'))));
  expect(request.ok && requestToSurface(request.value)).toEqual(surface);
  expect(request.ok && request.value.model_name).toBe('CGMY');
  const short = parseRequest({ option_prices: prices });
  const { spot, rate, strikes, maturities } = contractGrid;
  expect(short.ok && requestToSurface(short.value)).toEqual({
    spot,
    rate,
    strikes,
    maturities,
    prices,
  });
});
