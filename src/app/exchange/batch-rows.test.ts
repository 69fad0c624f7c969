import { expect, test } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { BatchTable } from '../state/batch/batch-table.ts';
import { failed, fitted, someFit } from '../state/batch/outcomes.fixture.ts';
import { batchCsv, batchLines } from './batch-rows.ts';

function written(count = 1) {
  const table = new BatchTable(varianceGamma);
  table.push([
    fitted(0, '=1+1', someFit(0.1234567890123)),
    failed(1, 'b', 'Price 3, "x", is no number.'),
    ...Array.from({ length: count }, (_, i) => fitted(i + 2, `Zürich ${i}`, someFit(0.25))),
  ]);
  const status = (row: number) => table.reason(row) ?? 'good';
  return { table, status };
}

test('the sheet has every number in full, and no formula', async () => {
  const text = await (await batchCsv(written(), '.')).text();
  const [header, first, second] = text.split('\r\n');
  expect(header).toBe(
    'id,file,line,sigma,sigma low,sigma high,nu,nu low,nu high,theta,theta low,theta high,objective,rmse,unfamiliarity,status',
  );
  expect(first).toMatch(/^'=1\+1,many.csv,2,0.1234567890123,/);
  expect(second).toBe('b,many.csv,3,,,,,,,,,,,,,"Price 3, ""x"", is no number."');
});

test('a sheet of a decimal comma has semicolons', async () => {
  const text = await (await batchCsv(written(), ',')).text();
  expect(text.split('\r\n')[1]).toMatch(/^'=1\+1;many.csv;2;0,1234567890123;/);
});

test('a long sheet has one mark in front, and each row once', async () => {
  const blob = await batchCsv(written(2500), '.');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
  expect(text.lastIndexOf('\ufeff')).toBe(0);
  const ids = text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  expect(new Set(ids).size).toBe(2502);
});

test('lines of JSON are read back as they were', async () => {
  const text = await (await batchLines(written())).text();
  const [first, second] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({
    id: '=1+1',
    line: 2,
    success: true,
    model_name: 'VarianceGamma',
    parameters: { sigma: 0.1234567890123, nu: 0.35, theta: -0.15 },
    not_identified: [],
    objective: 'vega',
    rmse: 3e-4,
  });
  expect(first.intervals.nu).toEqual([0.3, 0.4]);
  expect(second).toEqual({
    ...{ id: 'b', file: 'many.csv', line: 3, success: false },
    message: 'Price 3, "x", is no number.',
  });
});

test('each line names what it was fitted by', async () => {
  const table = new BatchTable(varianceGamma);
  const { refinement, ...network } = someFit(0.2);
  const byPrice = { ...refinement!, objective: 'price', rmse: 0.02 } as const;
  table.push([
    fitted(0, 'a', someFit(0.2)),
    fitted(1, 'b', { ...network, refinement: byPrice }),
    fitted(2, 'c', network),
  ]);
  const text = await (await batchLines({ table, status: () => 'good' })).text();
  const [a, b, c] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([a.objective, a.rmse]).toEqual(['vega', 3e-4]);
  expect([b.objective, b.rmse]).toEqual(['price', 0.02]);
  expect(Object.keys(c)).not.toContain('objective');
  expect(Object.keys(c)).not.toContain('rmse');
});
