import * as z from 'zod/mini';
import { contractGrid } from '../levy/contract-grid.ts';
import { contractError, httpError } from './answer-schemas.ts';
import { documentedAs } from './json-fields.ts';
import { requestExamples } from './openapi-examples.ts';
import { refineFields } from './refine-schema.ts';
import { openPaths, type Route, routes, schemaNames } from './routes.ts';
import { gridRequest } from './schemas.ts';
import { version } from './version.ts';

type Json = Readonly<Record<string, unknown>>;

/** What deviates from the program's defaults where it is served. */
export interface DocumentOptions {
  readonly defaultModel: string;
  /** Whether requests need a bearer token. */
  readonly isGuarded?: boolean;
  /** Where the contract's root is; the document's own folder where it is not told. */
  readonly server?: string;
}

/** The contract as an OpenAPI 3.1 document, generated from the schemas that read and write it. */
export function openApiDocument({ defaultModel, isGuarded, server }: DocumentOptions): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lévy Model Calibration API',
      version,
      summary: 'Parameters of Lévy models from option prices.',
      description:
        'Answered alike by the service worker in the browser, inside the page, and by the Node server. Every answer carries `X-Request-ID`, `Server-Timing` and `X-Backend`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server ?? '.' }],
    ...(isGuarded && { security: [{ token: [] }] }),
    paths: Object.fromEntries(
      routes.map((route) => [route.path, { [route.method]: operation(route, isGuarded ?? false) }]),
    ),
    components: {
      schemas: { ...answerSchemas(), ...requestSchemas(defaultModel) },
      ...(isGuarded && { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } }),
    },
  };
}

function operation(route: Route, isGuarded: boolean): Json {
  const isOpen = openPaths.has(route.path);
  const answers: Route['answers'] = {
    ...route.answers,
    405: { description: 'The method is not this path’s', body: [httpError] },
    500: { description: 'A fault of the program', body: [contractError] },
    ...(isGuarded &&
      !isOpen && {
        401: { description: 'The bearer token is missing or wrong', body: [httpError] },
      }),
  };
  return {
    operationId: route.name,
    summary: route.summary,
    description: route.description,
    ...(isGuarded && isOpen && { security: [] }),
    ...(!isGuarded && { security: [] }),
    ...(route.path === '/calibrate' && { requestBody: requestBody() }),
    ...(route.path === '/calibrate/batch' && { requestBody: linesBody() }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, { description, body }]) => [
        status,
        { description, headers: answerHeaders(route, status), content: contentOf(body) },
      ]),
    ),
  };
}

function contentOf(body: Route['answers'][number]['body']): Json {
  if (body === 'application/json') return { [body]: { schema: { type: 'object' } } };
  if (typeof body === 'string') return { [body]: { schema: { type: 'string' } } };
  const references = body.map((schema) => reference(schemaNames.get(schema) ?? ''));
  const [only] = references;
  return { 'application/json': { schema: references.length === 1 ? only : { oneOf: references } } };
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

const everyAnswer: Readonly<Record<string, string>> = {
  'X-Request-ID': 'That of the request, or a new one',
  'Server-Timing': 'What the time was spent on, in ms',
  'X-Backend':
    'What computed the network: webgpu, webgl, wasm, cpu or oracle; none where nothing was computed',
};

const everyCalibration: Readonly<Record<string, string>> = {
  'X-Cache': '`hit` where the same question was answered before, else `miss`',
  'X-Surface-Check':
    'Whether the prices are an option surface: `clean`, `arbitrage` or `no-surface`, and how many cells break a bound',
  'X-Parameter-Errors': 'By parameter, half-widths that hold 68 % and 95 % of the truths',
  'X-Unfamiliarity': 'How far the surface lies from those the network was trained on',
  'X-Price-Noise': 'Relative and absolute noise that the network sees in the prices',
};

const someCalibrations: Readonly<Record<string, string>> = {
  'X-Parameters-At-Edge': 'Parameters at the edge of the training range',
  'X-Refined': 'How the refinement ended',
};

const headersOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'How to say who asks' },
  405: { Allow: 'The method that is' },
  429: { 'Retry-After': 'Seconds until the next request is taken' },
};

function answerHeaders(route: Route, status: string): Json {
  const isCalibrated = route.path === '/calibrate' && status === '200';
  const described = (headers: Readonly<Record<string, string>>, required: boolean) =>
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, required, schema: { type: 'string' } },
    ]);
  return Object.fromEntries([
    ...described({ ...everyAnswer, ...headersOf[status] }, true),
    ...(isCalibrated ? described(everyCalibration, true) : []),
    ...(isCalibrated ? described(someCalibrations, false) : []),
  ]);
}

function requestBody(): Json {
  return {
    required: true,
    content: {
      'application/json': {
        schema: { anyOf: [reference('CalibrationRequest'), reference('RefineRequest')] },
        examples: requestExamples(),
      },
    },
  };
}

function linesBody(): Json {
  const [example] = Object.values(requestExamples());
  const { value } = Object(example) as { readonly value?: unknown };
  const lines = [1, 2].map((id) => `${JSON.stringify({ id, ...Object(value) })}\n`).join('');
  return {
    required: true,
    content: {
      'application/x-ndjson': {
        schema: { type: 'string' },
        examples: { lines: { summary: 'Two surfaces', value: lines } },
      },
    },
  };
}

/** Without the keys that stand for a document of its own. */
function component(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...own } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const read = documentedAs.get(zodSchema);
      if (read) Object.assign(jsonSchema, component(read, io));
      // Left out where the value is read from something else, as a number from its text.
      const { def } = zodSchema._zod;
      if (def.type === 'default') jsonSchema.default = def.defaultValue as never;
    },
  });
  return own;
}

function answerSchemas(): Json {
  return Object.fromEntries(
    [...schemaNames].map(([schema, name]) => [name, component(schema, 'output')]),
  );
}

function requestSchemas(defaultModel: string): Json {
  const prices = contractGrid.strikes.length * contractGrid.maturities.length;
  const described = (schema: z.ZodMiniType, isRefined: boolean, description: string) => {
    const { properties, required, ...own } = component(schema, 'input') as {
      properties: Readonly<Record<string, Json>>;
      required?: readonly string[];
    };
    const fields = {
      ...properties,
      model_name: { ...properties.model_name, default: defaultModel },
    };
    return {
      ...own,
      description,
      required: [...(isRefined ? ['refine'] : []), ...(required ?? [])],
      properties: { refine: { type: 'boolean', const: isRefined }, ...fields },
    };
  };
  return {
    CalibrationRequest: described(
      gridRequest,
      false,
      `${prices} call prices, strike by strike: ${contractGrid.strikes.length} strikes × ${contractGrid.maturities.length} maturities.`,
    ),
    RefineRequest: described(
      refineFields,
      true,
      'Quotes of any strikes and maturities, or a grid of prices; fitted by least squares.',
    ),
  };
}
