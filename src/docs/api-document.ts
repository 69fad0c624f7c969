/** What the page shows of an OpenAPI document; anything else in it is left out. */

export type Json = Readonly<Record<string, unknown>>;

export interface ApiExample {
  readonly name: string;
  readonly summary: string;
  readonly value: unknown;
}

export interface ApiHeader {
  readonly name: string;
  readonly description: string;
}

export interface ApiAnswer {
  readonly status: string;
  readonly description: string;
  readonly type: string;
  readonly schema: Json | undefined;
  readonly headers: readonly ApiHeader[];
}

interface ApiBody {
  /** Media type. */
  readonly type: string;
  readonly schema: Json;
  readonly examples: readonly ApiExample[];
}

export interface ApiOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly needsToken: boolean;
  readonly body: ApiBody | undefined;
  readonly answers: readonly ApiAnswer[];
}

export interface ApiDocument {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly hasToken: boolean;
  readonly operations: readonly ApiOperation[];
  /** Of every answer; those of an answer are what it has beside them. */
  readonly headers: readonly ApiHeader[];
  readonly schemas: Json;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Reads an OpenAPI 3.1 document; undefined where it is none. */
export function readApiDocument(value: unknown): ApiDocument | undefined {
  const document = objectOf(value);
  const paths = entriesOf(document.paths);
  if (!textOf(document.openapi).startsWith('3.') || paths.length === 0) return undefined;
  const info = objectOf(document.info);
  const components = objectOf(document.components);
  const everywhere = document.security;
  const operations = paths.flatMap(([path, item]) =>
    entriesOf(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => readOperation(path, method, objectOf(operation), everywhere)),
  );
  const headers = commonHeaders(operations.flatMap(({ answers }) => answers));
  return {
    title: textOf(info.title),
    version: textOf(info.version),
    description: textOf(info.description),
    hasToken: entriesOf(components.securitySchemes).length > 0,
    operations: operations.map((operation) => withoutHeaders(operation, headers)),
    headers,
    schemas: objectOf(components.schemas),
  };
}

function commonHeaders([first, ...others]: readonly ApiAnswer[]): readonly ApiHeader[] {
  const isEverywhere = ({ name }: ApiHeader) =>
    others.every(({ headers }) => headers.some((header) => header.name === name));
  return first?.headers.filter(isEverywhere) ?? [];
}

function withoutHeaders(operation: ApiOperation, common: readonly ApiHeader[]): ApiOperation {
  const isOwn = ({ name }: ApiHeader) => !common.some((header) => header.name === name);
  const answers = operation.answers.map((answer) => ({
    ...answer,
    headers: answer.headers.filter(isOwn),
  }));
  return { ...operation, answers };
}

function readOperation(
  path: string,
  method: string,
  operation: Json,
  everywhere: unknown,
): ApiOperation {
  const [type = '', body] = entriesOf(objectOf(operation.requestBody).content)[0] ?? [];
  const security = operation.security ?? everywhere;
  return {
    id: textOf(operation.operationId) || `${method}-${path}`,
    method: method.toUpperCase(),
    path,
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    needsToken: Array.isArray(security) && security.length > 0,
    body: body === undefined ? undefined : readBody(type, objectOf(body)),
    answers: entriesOf(operation.responses).map(([status, answer]) => readAnswer(status, answer)),
  };
}

function readBody(type: string, { schema, examples }: Json): ApiBody {
  return {
    type,
    schema: objectOf(schema),
    examples: entriesOf(examples).map(([name, example]) => ({
      name,
      summary: textOf(objectOf(example).summary) || name,
      value: objectOf(example).value,
    })),
  };
}

function readAnswer(status: string, value: unknown): ApiAnswer {
  const answer = objectOf(value);
  const [type = '', content] = entriesOf(answer.content)[0] ?? [];
  const schema = objectOf(content).schema;
  return {
    status,
    description: textOf(answer.description),
    type,
    schema: schema === undefined ? undefined : objectOf(schema),
    headers: entriesOf(answer.headers).map(([name, header]) => ({
      name,
      description: textOf(objectOf(header).description),
    })),
  };
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

export function entriesOf(value: unknown): ReadonlyArray<readonly [string, unknown]> {
  return Object.entries(objectOf(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
