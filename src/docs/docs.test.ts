import { expect, test } from 'vitest';
import { openApiDocument } from '../api/openapi.ts';
import { parseRefineRequest } from '../api/refine-schema.ts';
import { routes } from '../api/routes.ts';
import { parseRequest } from '../api/schemas.ts';
import { objectOf, readApiDocument } from './api-document.ts';
import { schemaRows, typeText } from './schema-rows.ts';

const read = (isGuarded = false) => {
  const document = readApiDocument(
    JSON.parse(JSON.stringify(openApiDocument({ defaultModel: 'CGMY', isGuarded }))),
  );
  if (!document) throw new Error('no document');
  return document;
};

const rowsOf = (name: string) =>
  new Map(schemaRows(objectOf(read().schemas[name])).map((row) => [row.path, row]));

test('every route stands in the page with its answers, each of a known schema', () => {
  const { operations, schemas, headers } = read();
  expect(operations.map(({ method, path }) => [method.toLowerCase(), path])).toEqual(
    routes.map(({ method, path }) => [method, path]),
  );
  expect(headers.map(({ name }) => name)).toEqual(['X-Request-ID', 'Server-Timing', 'X-Backend']);
  for (const { answers, description, summary } of operations) {
    expect([summary, description]).not.toContain('');
    expect(answers.map(({ status }) => status)).toContain('200');
    for (const { schema } of answers) {
      const names = schema ? typeText(schema).split(' | ') : [];
      expect(names.every((name) => name in schemas || /^(object|string)$/.test(name))).toBe(true);
    }
  }
  const calibrate = operations.find(({ id }) => id === 'calibrate');
  const ok = calibrate?.answers.find(({ status }) => status === '200');
  expect(ok?.headers.map(({ name }) => name)).toContain('X-Cache');
});

test('a token is asked for where the document has one, and only for what is guarded', () => {
  expect(read().hasToken).toBe(false);
  const guarded = read(true);
  expect(guarded.hasToken).toBe(true);
  const needs = guarded.operations.filter(({ needsToken }) => needsToken).map(({ path }) => path);
  expect(needs).toEqual([
    '/models',
    '/calibrate',
    '/calibrate/batch',
    '/warmup',
    '/cache',
    '/metrics',
  ]);
  expect(read().operations.some(({ needsToken }) => needsToken)).toBe(false);
});

test('the examples of the document are whole requests, which the contract takes', () => {
  const examples = read().operations.find(({ id }) => id === 'calibrate')?.body?.examples ?? [];
  const [grid, refine] = examples.map(({ value }) => value);
  const parsed = parseRequest(grid);
  expect(parsed.ok && parsed.value.option_prices).toHaveLength(200);
  expect(parseRefineRequest(refine).ok).toBe(true);
});

test('a schema’s fields say type, limits, default and whether they may be left out', () => {
  const request = rowsOf('CalibrationRequest');
  expect(request.get('option_prices')).toMatchObject({
    type: 'list of number',
    isRequired: true,
    description: expect.stringContaining('all maturities of the first strike'),
  });
  expect(request.get('spot_price')).toMatchObject({ limits: expect.stringContaining('> 0') });
  expect(request.get('model_name')).toMatchObject({
    type: '"VarianceGamma" | "CGMY"',
    limits: 'default "CGMY"',
    isRequired: false,
  });
  const answer = rowsOf('RefinedCalibration');
  expect(answer.get('fit.schoutens.ape')?.type).toBe('number | null');
  expect(answer.get('network_errors.*.p95')?.type).toBe('number');
  expect(answer.get('intervals')?.type).toBe('by name: [number | null, number | null]');
  expect(answer.get('parameters')?.type).toBe('by name: number');
  expect(rowsOf('ValidationErrors').get('detail[].loc')?.type).toBe('list of string | number');
});

test('references, alternatives, counts and schemas that hold themselves are read', () => {
  const loop: Record<string, unknown> = { type: 'object', properties: {} };
  loop.properties = { again: loop };
  expect(schemaRows(loop).length).toBeLessThan(12);
  const [row] = schemaRows({
    properties: {
      list: {
        anyOf: [
          {
            type: 'array',
            minItems: 1,
            maxItems: 9,
            items: { $ref: '#/components/schemas/Quote' },
          },
          { type: 'null' },
        ],
      },
    },
  });
  expect(row).toMatchObject({
    type: 'list of Quote | null',
    reference: 'Quote',
    limits: '1 to 9 items',
  });
});

test('what is no OpenAPI document is none', () => {
  for (const value of [
    undefined,
    null,
    7,
    [],
    {},
    { openapi: '3.1.0' },
    { openapi: '2.0', paths: { '/': {} } },
  ])
    expect(readApiDocument(value)).toBeUndefined();
});
