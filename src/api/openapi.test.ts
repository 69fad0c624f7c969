import { createConfig, lintFromString } from '@redocly/openapi-core';
import { getResponse } from 'msw/utils/get-response';
import { describe, expect, it } from 'vitest';
import { bodyOf, examples } from '../../e2e/contract-examples.ts';
import { localService } from '../calibration/local-service.ts';
import { type CalibrationService, ModelNotLoadedError } from '../calibration/service.ts';
import { linspace } from '../levy/contract-grid.ts';
import { models } from '../levy/models.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { createHandlers } from './handlers.ts';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes.ts';
import { answerCheck, documentSchemas, type OpenApi } from './testing/document-validator.ts';
import { fakeService } from './testing/fake-service.ts';
import { smallNetwork } from './testing/small-network.ts';

const base = 'http://localhost/app/';
const documents = [true, false].flatMap((isGuarded) =>
  models.map(({ name }) => {
    const document = openApiDocument({ defaultModel: name, isGuarded });
    return { title: `${isGuarded ? 'guarded' : 'open'}, ${name}`, isGuarded, name, document };
  }),
);
const plain = documents.at(-1)!.document as unknown as OpenApi;

describe.each(documents)(
  'the document of a place that is $title',
  ({ document, isGuarded, name }) => {
    const { paths, components } = document as unknown as OpenApi;

    it.each(['spec', 'recommended-strict'] as const)(
      'keeps every rule of Redocly’s %s',
      async (set) => {
        const config = await createConfig({ extends: [set] });
        const source = JSON.stringify(document);
        const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
        expect(
          problems.map(({ ruleId, message, location }) => [ruleId, message, location]),
        ).toEqual([]);
      },
    );

    it('has schemas of JSON Schema 2020-12 alone, each used', () => {
      const schemaAt = documentSchemas(document);
      const text = JSON.stringify(document);
      for (const schema of Object.keys(components.schemas)) {
        expect(() => schemaAt('components', 'schemas', schema)).not.toThrow();
        expect(text).toContain(`"#/components/schemas/${schema}"`);
      }
    });

    it('asks for a token where one is needed, and nowhere else', () => {
      const needs = Object.entries(paths).flatMap(([path, operations]) =>
        Object.values(operations).flatMap(({ security, responses }) => {
          expect('401' in responses).toBe(security === undefined);
          return security === undefined ? [path] : [];
        }),
      );
      const guarded = [
        '/models',
        '/calibrate',
        '/calibrate/batch',
        '/warmup',
        '/cache',
        '/metrics',
      ];
      expect(needs).toEqual(isGuarded ? guarded : []);
      expect(Object.keys(components.securitySchemes ?? {})).toEqual(isGuarded ? ['token'] : []);
    });

    it('names the model that is taken by default', () => {
      for (const schema of ['CalibrationRequest', 'RefineRequest']) {
        expect(components.schemas[schema]).toHaveProperty('properties.model_name.default', name);
      }
    });
  },
);

describe('what is answered', () => {
  const check = answerCheck(plain);
  const broken: CalibrationService = {
    calibrate: () => Promise.reject(new RangeError('inside')),
    warmUp: () => Promise.reject(new RangeError('inside')),
    state: () => Promise.reject(new RangeError('inside')),
    clear: () => Promise.reject(new RangeError('inside')),
  };
  const reason = 'its weights could not be read.';
  const unloaded = fakeService({
    calibrate: (_surface, model) => Promise.reject(new ModelNotLoadedError(model, reason)),
    warmUp: async () => ({ loaded: [], failed: [{ model: 'CGMY', reason }], backend: undefined }),
    state: async () => ({ loaded: [], failed: [{ model: 'CGMY', reason }], backend: undefined }),
  });
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  const page = async () => new Response('<!doctype html>', { headers });
  const noPage = () => Promise.reject(new Error('gone'));
  const option_prices = Array(200).fill(10);
  const calls = [
    { path: '/calibrate', body: { option_prices } },
    { path: '/calibrate', body: { option_prices: [1] } },
    { path: '/calibrate', body: { option_prices: ['x'] } },
    { path: '/calibrate/batch', body: { option_prices } },
    ...routes.filter(({ path }) => path !== '/calibrate').map(({ path }) => ({ path })),
  ];

  async function send(service: CalibrationService, method: string, path: string, body?: object) {
    const docsPage = service === broken ? noPage : page;
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const headers = { 'Content-Type': 'application/json' };
    const request = new Request(base + path.slice(1), { ...init, headers });
    const response = await getResponse(createHandlers(service, base, { docsPage }), request);
    if (!response) throw new Error('not handled');
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  it('is in the document for every route, whatever is behind it', async () => {
    const seen = new Set<string>();
    for (const service of [fakeService(), unloaded, broken]) {
      for (const { path, ...more } of calls) {
        const method = routes.find((route) => route.path === path)!.method.toUpperCase();
        const answer = await send(service, method, path, 'body' in more ? more.body : undefined);
        seen.add(`${path} ${answer.status}`);
        expect(check({ method, path, ...answer })).toEqual([]);
      }
    }
    // Both have something to say: a fault that nothing provokes is not looked for.
    const statuses = [...seen].filter((text) => text.startsWith('/calibrate')).sort();
    expect(statuses).toEqual([
      ...['200', '422', '500', '503'].map((status) => `/calibrate ${status}`),
      ...['200', '422', '500'].map((status) => `/calibrate/batch ${status}`),
    ]);
    expect(seen).toContain('/docs 500');
    expect(seen).toContain('/health 500');
  });

  it('names the allowed method as the document says, for every other', async () => {
    for (const { path, method } of routes) {
      for (const other of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS']) {
        if (other.toLowerCase() === method) continue;
        const answer = await send(fakeService(), other, path);
        expect([answer.status, answer.headers.get('Allow')]).toEqual([405, method.toUpperCase()]);
        expect(check({ method, path, ...answer })).toEqual([]);
      }
    }
  });

  it('has every route and no other', () => {
    const documented = Object.entries(plain.paths).map(([path, operations]) => [
      path,
      ...Object.entries(operations).flatMap(([method, { operationId }]) => [method, operationId]),
    ]);
    expect(documented).toEqual(routes.map(({ path, method, name }) => [path, method, name]));
  });
});

describe('a request', () => {
  const validate = documentSchemas(
    plain,
    true,
  )(...['paths', '/calibrate', 'post', 'requestBody', 'content', 'application/json', 'schema']);

  it.each(examples.filter(({ path, status }) => path === '/calibrate' && status === 200))(
    'is as the document says where the reference server takes it: $name',
    (example) => {
      expect([validate(JSON.parse(bodyOf(example)!)), validate.errors]).toEqual([true, null]);
    },
  );

  it('of the document’s own is answered', async () => {
    const { content } = plain.paths['/calibrate']!.post!.requestBody!;
    const { refine } = content['application/json']!.examples as { refine: { value: object } };
    const service = localService(async (model) => smallNetwork(model));
    expect(await answerCalibrate(JSON.stringify(refine.value), service)).toMatchObject({
      status: 200,
    });
  });

  const prices = Array(200).fill(10);
  const quotes = [{ strike: 100, maturity: 1, price: 9 }];
  it.each<[string, object, boolean]>([
    ['prices', { option_prices: prices }, true],
    ['too few prices', { option_prices: [1] }, false],
    ['19 strikes', { option_prices: prices, strikes: linspace(80, 120, 19) }, false],
    ['no prices', {}, false],
    ['a spot of 0', { option_prices: prices, spot_price: 0 }, false],
    ['another model', { option_prices: prices, model_name: 'Heston' }, false],
    ['a field of its own', { option_prices: prices, comment: 'x' }, true],
    ['quotes that nobody asks to refine', { quotes }, false],
    ['quotes', { refine: true, quotes }, true],
    ['a quote without a strike', { refine: true, quotes: [{ maturity: 1, price: 9 }] }, false],
    ['a grid with a gap', { refine: true, option_prices: [1, null] }, true],
    ['a negative price', { refine: true, option_prices: [-1] }, false],
    ['another objective', { refine: true, quotes, objective: 'best' }, false],
  ])('is told by the document: %s', (_name, body, isValid) => {
    expect(validate(structuredClone(body))).toBe(isValid);
  });
});
