import { expect, test } from 'vitest';
import { callUrl, jsonProblem, readHeaders } from './call-draft.ts';

test('every path stays under the contract’s root', () => {
  const base = 'http://localhost:8000/app/';
  expect(callUrl(base, '/calibrate')).toBe('http://localhost:8000/app/calibrate');
  expect(callUrl(base, 'models/?a=1#b')).toBe('http://localhost:8000/app/models/?a=1');
  expect(callUrl(base, '')).toBe(base);
  for (const path of [
    '//evil.example/x',
    '\\\\evil.example',
    'http://evil.example/',
    '@evil.example',
  ])
    expect(new URL(callUrl(base, path)).host).toBe('localhost:8000');
  for (const path of ['//evil.example', ':1', '@evil.example'])
    expect(new URL(callUrl('http://localhost:8000/', path)).host).toBe('localhost:8000');
});

test('headers are read a line each, and the first that cannot be sent is named', () => {
  expect(readHeaders('\n Content-Type : application/json \n\nX-Request-ID: a:b\nX-None:')).toEqual({
    ok: true,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Request-ID', 'a:b'],
      ['X-None', ''],
    ],
  });
  expect(readHeaders('Accept: */*\nContent-Type')).toMatchObject({
    message: expect.stringContaining('“Content-Type”'),
  });
  expect(readHeaders('X Y: 1')).toMatchObject({ message: expect.stringContaining('“X Y: 1”') });
  expect(readHeaders(': 1').ok).toBe(false);
  expect(readHeaders('X-Desk: σ').ok).toBe(false);
});

test('a body that is no JSON says from where', () => {
  expect(jsonProblem('')).toBeUndefined();
  expect(jsonProblem('{"a": [1, 2]}')).toBeUndefined();
  expect(jsonProblem('{\n  "a": 1\n  "b": 2\n}')).toMatch(/^No JSON from line 3, column 3: .+\.$/);
});
