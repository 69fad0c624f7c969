import * as z from 'zod/mini';

/** What the schemas of requests are made of, and how they report what is wrong, as FastAPI does. */

/** One thing wrong with a request. */
export interface ErrorDetail {
  /** Path of the value, `['body', 'option_prices', 3]`, or of the character in malformed JSON. */
  readonly loc: ReadonlyArray<string | number>;
  readonly msg: string;
  /** Pydantic's name of the rule. */
  readonly type: string;
}

/** A request as its schema reads it, or all that is wrong with it in the order of the fields. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly detail: readonly ErrorDetail[] };

/** Reads a body by a schema. Never throws. */
export function parseBody<T extends z.ZodMiniType>(schema: T, body: unknown): Parsed<z.output<T>> {
  // The reference takes an empty array for an object without fields.
  const input = Array.isArray(body) && body.length === 0 ? {} : body;
  try {
    const result = z.safeParse(schema, input, { reportInput: true });
    if (result.success) return { ok: true, value: result.data };
    return { ok: false, detail: result.error.issues.map(toDetail) };
  } catch (error) {
    // A hundred thousand problems are more than the schema's library can pass on.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, detail: [TOO_MANY] };
  }
}

const TOO_MANY: ErrorDetail = {
  loc: ['body'],
  msg: 'Input has more problems than can be listed: send fewer items',
  type: 'value_error',
};

// Two alternatives that share no prefix, so that no text of digits is scanned twice.
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A JSON number, or the number in a decimal string with spaces around it. */
export const number = z.pipe(
  z.unknown(),
  z.transform((input, ctx): number => {
    const text = typeof input === 'string' ? input.trim() : undefined;
    const value =
      text !== undefined && (decimal.test(text) || namesInfinity(text)) ? Number(text) : input;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const type =
      input === undefined
        ? 'missing'
        : typeof value === 'number'
          ? 'finite_number'
          : text === undefined
            ? 'float_type'
            : 'float_parsing';
    const wanted = type === 'finite_number' ? 'a finite number' : 'a number';
    const message = type === 'missing' ? 'Field required' : wrong(wanted, input);
    ctx.issues.push({ code: 'custom', input, message, params: { type } });
    return z.NEVER;
  }),
);

number.register(z.globalRegistry, {
  type: 'number',
  description: 'May come as a decimal string, too.',
});

/** Where a schema is documented as another: what it reads, apart from how. */
export const documentedAs = new WeakMap<object, z.core.$ZodType>();

/** A value that may be left out, or null, which is how many programs write that they have none. */
export function orNone<T extends z.ZodMiniType>(schema: T) {
  return z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? undefined),
  );
}

/** A number above 0. */
export const positive = number.check(
  z.gt(0, { error: ({ input }) => wrong('a number greater than 0', input) }),
);

/** A number of 0 or more. */
export const notNegative = number.check(
  z.gte(0, { error: ({ input }) => wrong('a number of 0 or more', input) }),
);

positive.register(z.globalRegistry, { type: 'number', exclusiveMinimum: 0 });
notNegative.register(z.globalRegistry, { type: 'number', minimum: 0 });

/** A list of what `item` reads. */
export function list<T extends z.ZodMiniType>(item: T): z.ZodMiniArray<T> {
  return z.array(item, {
    error: ({ input }) => (input === undefined ? 'Field required' : wrong('a list', input)),
  });
}

/** One of these texts. */
export function oneOf<const T extends string>(texts: readonly T[]) {
  const known = texts.map((text) => `"${text}"`).join(', ');
  return z.enum(texts, { error: ({ input }) => wrong(`one of ${known}`, input) });
}

/** A calendar date in ISO 8601, `2026-12-18`, as days since 1 January 1970. */
export const date = z.pipe(
  z.iso.date({ error: ({ input }) => wrong('a date such as "2026-12-18"', input) }),
  z.transform((text) => Date.parse(text) / 86_400_000),
);

/** The error of a schema whose value should be a JSON object. */
export function noObject({ input }: { readonly input?: unknown }): string {
  return wrong('a JSON object', input);
}

/**
 * A list of positive numbers, each above the one before.
 * @param length where it is fixed
 */
export function axis(length?: number) {
  const schema = list(number).check(({ value, issues }) => {
    const bad = value.findIndex((x, i) => !(x > (value[i - 1] ?? 0)));
    const message =
      length !== undefined && value.length !== length
        ? `List should have ${length} items, not ${value.length}`
        : value.length === 0
          ? 'List should have items'
          : bad === 0
            ? `Items should be greater than 0: item 0 is ${value[0]}`
            : bad > 0
              ? `Items should increase: item ${bad} is ${value[bad]}, after ${value[bad - 1]}`
              : undefined;
    if (message !== undefined) issues.push(valueError(value, message));
  });
  const size = length === undefined ? { minItems: 1 } : { minItems: length, maxItems: length };
  return schema.register(z.globalRegistry, { description: 'Above 0 and increasing.', ...size });
}

/** A rule for each item that is reported once, at the list, as the reference does. */
export function each<T>(holds: (item: T) => boolean, rule: string) {
  return z.check<T[]>(({ value, issues }) => {
    const bad = value.findIndex((item) => !holds(item));
    if (bad < 0) return;
    issues.push(valueError(value, `Items ${rule}: item ${bad} is ${value[bad]}`));
  });
}

/** An issue of a check of our own. */
export function valueError(input: unknown, message: string, path: PropertyKey[] = []) {
  return { code: 'custom', path, input, message, params: { type: 'value_error' } } as const;
}

/** The issue of a field that is not there; `advice` goes on after "Field required". */
export function missing(field: string, advice: string) {
  const issue = valueError(undefined, `Field required${advice}`, [field]);
  return { ...issue, params: { type: 'missing' } };
}

function toDetail(issue: z.core.$ZodIssue): ErrorDetail {
  const loc = ['body', ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  return { loc, msg: issue.message, type: ruleOf(issue) };
}

/** Pydantic's name of the rule that an issue breaks. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.type ?? 'value_error');
  if (issue.code === 'too_small') {
    return issue.inclusive ? 'greater_than_equal' : 'greater_than';
  }
  if (issue.code === 'invalid_value') return 'enum';
  if (issue.code === 'invalid_format') return 'date_parsing';
  if (issue.input === undefined) return 'missing';
  if (issue.code !== 'invalid_type') return 'value_error';
  if (issue.expected === 'string') return 'date_type';
  return issue.expected === 'array' ? 'list_type' : 'dict_type';
}

function namesInfinity(text: string): boolean {
  return /^(?:nan|[+-]?inf(?:inity)?)$/i.test(text);
}

/** `Input should be a number, not "abc"`: shows at most 40 characters of a text. */
function wrong(wanted: string, input: unknown): string {
  return `Input should be ${wanted}, not ${describe(input)}`;
}

function describe(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object' && input !== null) return 'an object';
  if (typeof input !== 'string') return String(input);
  return JSON.stringify(input.length > 40 ? `${input.slice(0, 40)}…` : input);
}
