import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';

/** As much of an OpenAPI document as its tests look at. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes?: Readonly<Record<string, object>>;
  };
}

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly headers: Readonly<Record<string, { readonly required: boolean }>>;
        readonly content: Content;
      }
    >
  >;
}

type Content = Readonly<Record<string, { readonly schema: object; readonly examples?: object }>>;

/** A validator of JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export function documentSchemas(document: object, coerceTypes = false) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, coerceTypes });
  // The pattern beside it says the same, day of the month included.
  ajv.addFormat('date', true);
  // The document is no schema: its own keys stand beside those that are.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema({ $id: 'openapi', ...document });
  const known = new Map<string, ValidateFunction>();
  /** The schema at a place of the document, given by its keys. */
  return (...keys: readonly string[]): ValidateFunction => {
    const pointer = keys
      .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const compiled = known.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
    known.set(pointer, compiled);
    return compiled;
  };
}

/** An answer as a client sees it. */
interface Seen {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Tells what of an answer is not as the document says; nothing where all is. */
export function answerCheck(document: object): (seen: Seen) => string[] {
  const { paths } = document as OpenApi;
  const schemaAt = documentSchemas(document);
  return ({ method, path, status, headers, text }) => {
    const verb = method.toLowerCase();
    const answer = paths[path]?.[verb]?.responses[status];
    if (!answer) return [`${method} ${path} is not said to answer ${status}`];
    const missing = Object.entries(answer.headers)
      .filter(([name, { required }]) => required && !headers.get(name))
      .map(([name]) => `${name} is missing`);
    const [type = ''] = (headers.get('Content-Type') ?? '').split(';');
    if (!(type in answer.content)) return [...missing, `${type} is no type of ${status}`];
    if (type !== 'application/json') return missing;
    const place = ['paths', path, verb, 'responses', String(status), 'content', type, 'schema'];
    const validate = schemaAt(...place);
    const isValid = validate(JSON.parse(text));
    return isValid ? missing : [...missing, JSON.stringify(validate.errors)];
  };
}
