import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { contractGrid } from './levy/contract-grid.ts';
import { surfacePricer } from './levy/pricer.ts';
import { varianceGamma } from './levy/variance-gamma.ts';

/** What a script answers to these lines, one object a line. */
function answers(
  script: string,
  lines: readonly string[],
  options: readonly string[] = [],
): Record<string, unknown>[] {
  const root = new URL('..', import.meta.url);
  const command = [`scripts/${script}`, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const request = {
  model_name: 'VarianceGamma',
  parameters: { sigma: 0.2, nu: 0.5, theta: -0.1 },
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
};
const line = (changes: object = {}) => JSON.stringify({ ...request, ...changes });

test('price: a bad line is answered on its own line, and the rest go on', () => {
  const far = Array.from({ length: 10_000 }, (_, i) => i + 1);
  const [good, blankSkipped, ...bad] = answers('price.ts', [
    `\uFEFF${line()}\r`,
    '  ',
    line({ option_type: 'put' }),
    '{"model_name":',
    '[]',
    line({ model_name: 'Heston' }),
    line({ parameters: { sigma: 0.2 } }),
    line({ parameters: { sigma: 0.2, nu: 2, theta: 0.6 } }),
    line({ strikes: [100, -1] }),
    line({ strikes: far, maturities: far }),
    line({ strikes: [1e300] }),
    line({ risk_free_rate: -1000 }),
  ]);
  const calls = new Float64Array(6);
  const grid = { ...contractGrid, strikes: request.strikes, maturities: request.maturities };
  surfacePricer(varianceGamma, grid).prices([0.2, 0.5, -0.1], 'call', calls);
  expect(good).toEqual({ prices: Array.from(calls, (price) => expect.closeTo(price, 9)) });
  expect(Object.keys(blankSkipped ?? {})).toEqual(['prices']);
  expect(bad.map((answer) => Object.keys(answer).join())).toEqual(Array(9).fill('error,message'));
  expect(bad.map(({ message }) => message)).toEqual([
    expect.stringMatching(/no JSON/),
    expect.stringMatching(/^Invalid input/),
    expect.stringMatching(/^model_name:/),
    expect.stringMatching(/nu, theta missing/),
    expect.stringMatching(/1 − θν/),
    expect.stringMatching(/^strikes\.1:/),
    expect.stringMatching(/more than 1000000 prices/),
    expect.stringMatching(/strike 1e\+300/),
    expect.stringMatching(/too extreme/),
  ]);
});

test('calibrate: the contract’s answer a line', () => {
  const prices = Array.from({ length: 200 }, () => 1);
  const [good, ...bad] = answers('calibrate.ts', [
    `\uFEFF${JSON.stringify({ option_prices: prices, model_name: 'CGMY' })}`,
    'x',
    '{"option_prices":[1,"b"]}',
    '{"option_prices":[1]}',
  ]);
  expect(Object.keys(good ?? {})).toEqual([
    'model_name',
    'parameters',
    'inference_time_ms',
    'input_dimension',
    'success',
    // What the REST answer has in headers.
    'network_errors',
    'unfamiliarity',
    'price_noise',
  ]);
  expect(bad.map(({ error }) => error)).toEqual([
    'RequestValidationError',
    'RequestValidationError',
    'InvalidInputDimensionError',
  ]);
});

test('calibrate: several threads answer as one does, in the order of the lines', () => {
  const surfaces = Array.from({ length: 24 }, (_, n) => {
    const prices = new Float64Array(200);
    surfacePricer(varianceGamma, contractGrid).prices([0.15 + n / 200, 0.5, -0.1], 'call', prices);
    return { option_prices: [...prices] };
  });
  const lines = surfaces.map((surface, n) =>
    n % 6 === 5 ? `{"n": ${n}` : JSON.stringify({ ...surface, refine: n % 4 === 0 }),
  );
  const [one, three] = [1, 3].map((workers) => {
    const text = JSON.stringify(answers('calibrate.ts', lines, ['--workers', String(workers)]));
    return JSON.parse(text.replace(/("\w*time_ms"):[\d.e-]+/g, '$1:0'));
  });
  expect(one).toHaveLength(lines.length);
  expect(three).toEqual(one);
});

test('calibrate: who waits for an answer before asking again gets it', async () => {
  const prices = Array.from({ length: 200 }, () => 1);
  const asked = `${JSON.stringify({ option_prices: prices })}\n`;
  const cwd = new URL('..', import.meta.url);
  const child = spawn(process.execPath, ['scripts/calibrate.ts', '--workers', '2'], { cwd });
  const answered = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (let n = 0; n < 2; n++) {
    child.stdin.write(asked);
    const { value } = await answered.next();
    expect(JSON.parse(value ?? '')).toMatchObject({ success: true });
  }
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('batch: a CSV line for each surface, and the faults beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'batch-'));
  const file = join(folder, 'surfaces.csv');
  const prices = new Float64Array(200);
  surfacePricer(varianceGamma, contractGrid).prices([0.2, 0.5, -0.1], 'call', prices);
  writeFileSync(file, ['"a ""b"""', '=1+1'].map((id) => [id, ...prices].join()).join('\n1,2\n'));
  const other = join(folder, 'lines.jsonl');
  writeFileSync(other, JSON.stringify({ option_prices: [...prices], model_name: 'CGMY' }));
  const command = ['scripts/batch.ts', file, other, '--refine', '--workers', '2'];
  const cwd = new URL('..', import.meta.url);
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  const [header, ...lines] = stdout.trimEnd().split('\r\n');
  expect(header).toBe(
    'file,id,model,sigma,sigma_error,nu,nu_error,theta,theta_error,C,C_error,G,G_error,M,M_error,Y,Y_error',
  );
  const rows = lines.map((line) => line.split(','));
  expect(rows.map((row) => row.slice(1, 3))).toEqual([
    ['"a ""b"""', 'VarianceGamma'],
    // No formula for the spreadsheet that opens it.
    ["'=1+1", 'VarianceGamma'],
    ['line 1', 'CGMY'],
  ]);
  for (const row of rows.slice(0, 2)) {
    const [sigma, nu, theta] = [3, 5, 7].map((column) => Number(row[column]));
    expect([sigma, nu, theta]).toEqual([0.2, 0.5, -0.1].map((value) => expect.closeTo(value, 8)));
    expect(row.slice(9).join('')).toBe('');
  }
  expect(rows[2]?.slice(3, 9).join('')).toBe('');
  expect(rows[2]?.slice(9).every((cell) => Number.isFinite(Number.parseFloat(cell)))).toBe(true);
  expect(stderr).toMatch(/surfaces\.csv, line 2: The line has 2 cells.*\n3 surfaces, 1 faults in/);
});

test('calibrate: refinement is asked for, and then comes with errors and the network’s answer', () => {
  const prices = new Float64Array(200);
  surfacePricer(varianceGamma, contractGrid).prices([0.2, 0.5, -0.1], 'call', prices);
  const body = { option_prices: [...prices] };
  const ask = (changes: object) => JSON.stringify({ ...body, ...changes });
  const [plain, refined, wrong] = answers('calibrate.ts', [
    ask({ objective: 'price' }),
    ask({ refine: true }),
    ask({ refine: true, objective: 'best' }),
  ]);
  expect(Object.keys(plain ?? {})).toHaveLength(8);
  expect(plain?.network_errors).toEqual(refined?.network_errors);
  expect(refined?.parameters).toEqual({
    sigma: expect.closeTo(0.2, 8),
    nu: expect.closeTo(0.5, 8),
    theta: expect.closeTo(-0.1, 8),
  });
  expect(refined?.network_parameters).toEqual(plain?.parameters);
  expect(wrong).toMatchObject({ error: 'RequestValidationError' });
});

test('calibrate: the example of its own header is answered', () => {
  const header = readFileSync(new URL('../scripts/calibrate.ts', import.meta.url), 'utf8');
  const example = /\{"refine".*?\}\]\}/s.exec(header)?.[0].replaceAll('\n *', '') ?? '';
  const [answer] = answers('calibrate.ts', [example]);
  expect(answer).toMatchObject({ success: true, input_dimension: 6 });
});

test('calibrate: a whole market of ragged quotes is fitted within its bid–ask', () => {
  const [header = '', ...rows] = readFileSync(
    new URL('../e2e/fixtures/surfaces/ragged-index-quotes.csv', import.meta.url),
    'utf8',
  )
    .trim()
    .split(/\r?\n/);
  expect(header).toBe('maturity_years,strike,type,bid,ask');
  const quotes = rows.map((row) => {
    const [maturity, strike, type, bid, ask] = row.split(',');
    return { maturity, strike, option_type: type === 'P' ? 'put' : 'call', bid, ask };
  });
  const market = { spot_price: 5230.5, risk_free_rate: 0.043, dividend_yield: 0.013 };
  const line = JSON.stringify({ refine: true, model_name: 'CGMY', ...market, quotes });
  const [answer] = answers('calibrate.ts', [line]);
  const { parameters, fit } = (answer ?? {}) as {
    parameters?: { G: number };
    fit?: { quotes: number; inside_bid_ask: { inside: number } };
  };
  expect(fit?.quotes).toBe(rows.length);
  expect(fit?.inside_bid_ask.inside).toBeGreaterThanOrEqual(0.95 * rows.length);
  expect(parameters?.G).toBeLessThan(1);
});
