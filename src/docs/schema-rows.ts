import { entriesOf, type Json, objectOf } from './api-document.ts';

/** A field of a schema, as a row of a table. */
export interface SchemaRow {
  /** `fit.price.rmse`, `quotes[].strike`, `intervals.*`. */
  readonly path: string;
  readonly type: string;
  /** Name of the schema that it refers to. */
  readonly reference: string | undefined;
  readonly isRequired: boolean;
  /** Bounds, pattern and default, in words and signs. */
  readonly limits: string;
  readonly description: string;
}

const SCHEMAS = '#/components/schemas/';
/** A schema that holds itself ends somewhere. */
const MOST_DEPTH = 8;

/** The alternatives of a schema: those of `oneOf` and `anyOf`, else the schema itself. */
export function alternatives(schema: Json): readonly Json[] {
  const options = schema.oneOf ?? schema.anyOf;
  return Array.isArray(options) ? options.map(objectOf) : [schema];
}

/** Name of the schema that a reference means. */
export function referenceOf(schema: Json): string | undefined {
  const { $ref } = schema;
  return typeof $ref === 'string' && $ref.startsWith(SCHEMAS)
    ? $ref.slice(SCHEMAS.length)
    : undefined;
}

/** What a schema says, on a line: `number | null`, `list of numbers`, `"call" | "put"`. */
export function typeText(schema: Json): string {
  const reference = referenceOf(schema);
  if (reference !== undefined) return reference;
  const options = alternatives(schema);
  if (options.length > 1) return [...new Set(options.map(typeText))].join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  }
  const { type, items, prefixItems, additionalProperties } = schema;
  if (type === 'array') {
    if (Array.isArray(prefixItems)) {
      return `[${prefixItems.map((item) => typeText(objectOf(item))).join(', ')}]`;
    }
    return `list of ${typeText(objectOf(items))}`;
  }
  if (type === 'object' && !schema.properties && entriesOf(additionalProperties).length > 0) {
    return `by name: ${typeText(objectOf(additionalProperties))}`;
  }
  return Array.isArray(type) ? type.join(' | ') : typeof type === 'string' ? type : 'anything';
}

/** The fields of a schema and of the objects in it, outermost first. */
export function schemaRows(schema: Json, path = '', depth = 0): readonly SchemaRow[] {
  if (depth > MOST_DEPTH) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  const prefix = path === '' ? '' : `${path}.`;
  const own = entriesOf(schema.properties).flatMap(([name, value]) => {
    const field = objectOf(value);
    const row: SchemaRow = {
      path: prefix + name,
      type: typeText(field),
      reference: alternatives(field).map(innerReference).find(Boolean),
      isRequired: required.includes(name),
      limits: limitsText(field),
      description: descriptionOf(field),
    };
    return [row, ...innerRows(field, prefix + name, depth)];
  });
  return own;
}

function innerRows(field: Json, path: string, depth: number): readonly SchemaRow[] {
  return alternatives(field).flatMap((option) => {
    if (option.type === 'array') {
      const items = objectOf(option.items);
      return items.type === 'array'
        ? innerRows(items, `${path}[]`, depth + 1)
        : schemaRows(items, `${path}[]`, depth + 1);
    }
    const named = objectOf(option.additionalProperties);
    return [
      ...schemaRows(option, path, depth + 1),
      ...(named.properties ? schemaRows(named, `${path}.*`, depth + 1) : []),
    ];
  });
}

function innerReference(schema: Json): string | undefined {
  return referenceOf(schema) ?? referenceOf(objectOf(schema.items));
}

function descriptionOf(field: Json): string {
  const said = [field, ...alternatives(field), ...alternatives(field).map(itemsOf)];
  return said.map(({ description }) => description).find((text) => typeof text === 'string') ?? '';
}

function itemsOf(schema: Json): Json {
  return objectOf(schema.items);
}

const BOUNDS = [
  ['exclusiveMinimum', '>'],
  ['minimum', '≥'],
  ['exclusiveMaximum', '<'],
  ['maximum', '≤'],
] as const;

function limitsText(field: Json): string {
  const limits = alternatives(field).flatMap((option) => [
    ...boundsOf(option),
    ...countOf(option),
    ...boundsOf(itemsOf(option)).map((text) => `each ${text}`),
    ...(typeof option.format === 'string' ? [option.format] : []),
    ...(typeof option.pattern === 'string' && !option.format ? [`like ${option.pattern}`] : []),
  ]);
  const standard = 'default' in field ? [`default ${JSON.stringify(field.default)}`] : [];
  return [...new Set(limits), ...standard].join(', ');
}

function boundsOf(schema: Json): string[] {
  return BOUNDS.flatMap(([key, sign]) => (key in schema ? [`${sign} ${schema[key]}`] : []));
}

function countOf({ minItems, maxItems, prefixItems }: Json): string[] {
  if (prefixItems || (minItems === undefined && maxItems === undefined)) return [];
  if (minItems === maxItems) return [`${minItems} items`];
  return [
    minItems === undefined
      ? `at most ${maxItems} items`
      : maxItems === undefined
        ? `at least ${minItems} items`
        : `${minItems} to ${maxItems} items`,
  ];
}
