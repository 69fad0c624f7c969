import { expect, test } from 'vitest';
import { raggedSurface } from '../features/plots/ragged-surface.fixture.ts';
import { surfaceToText } from './surface-text.ts';

const calls = {
  strikes: [90, 100],
  maturities: [0.5, 1 / 3],
  prices: [12.5, undefined, 7, 0.1 + 0.2],
  spot: 100,
  rate: 0,
  dividendYield: 0,
};

test('calls are a grid with gaps, in full precision', () => {
  expect(surfaceToText(calls)).toBe(
    'strike\\maturity\t0.5\t0.3333333333333333\n90\t12.5\t\n100\t7\t0.30000000000000004\n',
  );
});

test('the decimal mark is the analyst’s', () => {
  expect(surfaceToText(calls, ',')).toBe(
    'strike\\maturity\t0,5\t0,3333333333333333\n90\t12,5\t\n100\t7\t0,30000000000000004\n',
  );
});

test('puts are a list of prices', () => {
  expect(surfaceToText({ ...calls, puts: [true, false, false, false] })).toBe(
    [
      'maturity_years\tstrike\ttype\tprice',
      '0.5\t90\tP\t12.5',
      '0.5\t100\tC\t7',
      '0.3333333333333333\t100\tC\t0.30000000000000004\n',
    ].join('\n'),
  );
});

test('bids and asks are a list of them, with a price where there is only that', () => {
  const surface = raggedSurface();
  const lines = surfaceToText(surface).trimEnd().split('\n');
  expect(lines[0]).toBe('maturity_years\tstrike\ttype\tbid\task');
  expect(lines).toHaveLength(88);
  expect(lines[1]).toBe('0.0438\t4850\tP\t7.7\t7.95');
  const spreads = surface.spreads!.with(surface.prices.indexOf(7.825), undefined);
  const mixed = surfaceToText({ ...surface, spreads }).split('\n');
  expect(mixed[0]).toBe('maturity_years\tstrike\ttype\tbid\task\tprice');
  expect(mixed[1]).toBe('0.0438\t4850\tP\t\t\t7.8250');
  expect(mixed[2]).toBe('0.0438\t4925\tP\t9.35\t9.6\t');
});
