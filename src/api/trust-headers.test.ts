import { expect, test } from 'vitest';
import { cgmy } from '../levy/cgmy.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import type { Trust } from '../network/network-reader.ts';
import { readTrust, trustHeaders } from './trust-headers.ts';

const trust: Trust = {
  errors: [
    { p68: 1.234567890123456e-7, p95: 0.1 + 0.2 },
    { p68: 1e-9, p95: 1e21 },
    { p68: 0, p95: 0.25 },
  ],
  unfamiliarity: { score: 1234.5, rank: 1 },
  noise: { relative: 1e-6, absolute: 1e-9 },
};

test('trust comes out of an answer’s headers as it went in, to the last digit', () => {
  const headers = new Headers(trustHeaders(varianceGamma, trust));
  expect(readTrust(varianceGamma, headers)).toEqual(trust);
  const four = { ...trust, errors: [...trust.errors, { p68: 0.5, p95: 1.5 }] };
  expect(readTrust(cgmy, new Headers(trustHeaders(cgmy, four)))).toEqual(four);
});

test('the headers read as the documentation says', () => {
  expect(trustHeaders(varianceGamma, trust)).toEqual({
    'X-Parameter-Errors':
      'sigma=1.234567890123456e-7/0.30000000000000004, nu=1e-9/1e+21, theta=0/0.25',
    'X-Unfamiliarity': 'score=1234.5; rank=1',
    'X-Price-Noise': 'relative=0.000001; absolute=1e-9',
  });
});

const good = trustHeaders(varianceGamma, trust);
const swapped = Object.entries({
  'X-Parameter-Errors': [
    '',
    'sigma=0.1/0.2, nu=0.1/0.2',
    'sigma=0.1/0.2, nu=0.1/0.2, theta=0.1',
    'sigma=0.1/0.2, nu=0.1/0.2, theta=/0.1',
    'sigma=0.1/0.2, nu=0.1/0.2, theta=0.1/ /',
    'sigma=0.1/0.2, nu=0.1/0.2, theta=0.1/wide',
    'sigma=0.1/0.2, nu=0.1/0.2, theta=0.1/Infinity',
    'C=0.1/0.2, G=0.1/0.2, M=0.1/0.2, Y=0.1/0.2',
  ],
  'X-Unfamiliarity': ['', '0.9', 'score=0.9', 'score=0.9; rank=', 'score=Infinity; rank=1'],
  'X-Price-Noise': ['relative=0.1', 'relative=NaN; absolute=1e-9', 'absolute=-Infinity'],
}).flatMap(([name, values]) => values.map((value) => [name, value] as const));

test.each(swapped)('%s: “%s” is no trust', (name, value) => {
  expect(readTrust(varianceGamma, new Headers({ ...good, [name]: value }))).toBeUndefined();
});

test.each(Object.keys(good))('an answer without %s has no trust', (name) => {
  const headers = new Headers(good);
  headers.delete(name);
  expect(readTrust(varianceGamma, headers)).toBeUndefined();
});

test('another model’s errors are not taken for one’s own', () => {
  expect(readTrust(cgmy, new Headers(good))).toBeUndefined();
});
