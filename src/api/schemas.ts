import * as z from 'zod/mini';
import { contractGrid } from '../levy/contract-grid.ts';
import { models } from '../levy/models.ts';

/** Prices in a request: 20 strikes × 10 maturities. */
export const inputDimension = contractGrid.strikes.length * contractGrid.maturities.length;

/** Taken where a request names no model. */
export const defaultModel = 'VarianceGamma';

/**
 * Largest |risk_free_rate| × last maturity: the discount factor and its inverse, e^±700, are still
 * doubles. No interest rate comes near.
 */
const largestDiscountExponent = 700;

/** One thing wrong with a request, as FastAPI reports it. */
export interface ErrorDetail {
  /** Path of the value, `['body', 'option_prices', 3]`, or of the character in malformed JSON. */
  readonly loc: ReadonlyArray<string | number>;
  readonly msg: string;
  /** Pydantic's name of the rule. */
  readonly type: string;
}

// Two alternatives that share no prefix, so that no text of digits is scanned twice.
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A JSON number, or the number in a decimal string with spaces around it. */
const number = z.pipe(
  z.unknown(),
  z.transform((input, ctx): number => {
    const text = typeof input === 'string' ? input.trim() : undefined;
    const value =
      text !== undefined && (decimal.test(text) || namesInfinity(text)) ? Number(text) : input;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const type =
      typeof value === 'number'
        ? 'finite_number'
        : text === undefined
          ? 'float_type'
          : 'float_parsing';
    const wanted = type === 'finite_number' ? 'a finite number' : 'a number';
    ctx.issues.push({ code: 'custom', input, message: wrong(wanted, input), params: { type } });
    return z.NEVER;
  }),
);

/** Field names in Pydantic's order, which is also the order of its errors. */
const request = z
  .object(
    {
      option_prices: list().check(each((price) => price >= 0, 'must not be negative')),
      strikes: z.optional(axis(contractGrid.strikes.length)),
      maturities: z.optional(axis(contractGrid.maturities.length)),
      model_name: z._default(
        z.enum(
          models.map((model) => model.name),
          {
            error: ({ input }) =>
              wrong(`one of ${models.map((model) => `"${model.name}"`).join(', ')}`, input),
          },
        ),
        defaultModel,
      ),
      spot_price: z._default(
        number.check(z.gt(0, { error: ({ input }) => wrong('a number greater than 0', input) })),
        contractGrid.spot,
      ),
      risk_free_rate: z._default(number, contractGrid.rate),
    },
    { error: ({ input }) => wrong('a JSON object', input) },
  )
  .check(({ value, issues }) => {
    const last = (value.maturities ?? contractGrid.maturities).at(-1) ?? 0;
    const largest = largestDiscountExponent / last;
    if (Math.abs(value.risk_free_rate) <= largest) return;
    issues.push({
      code: 'custom',
      path: ['risk_free_rate'],
      input: value,
      message: `Input should lie within ±${largest} for a last maturity of ${last} years: a rate of 5 % is 0.05`,
      params: { type: 'value_error' },
    });
  });

/** A valid request of `POST /calibrate`. */
export type CalibrationRequest = z.infer<typeof request>;

/** A valid request, or all that is wrong with it in the order of the fields. */
export type RequestResult =
  | { readonly ok: true; readonly value: CalibrationRequest }
  | { readonly ok: false; readonly detail: readonly ErrorDetail[] };

/**
 * Validates the body of `POST /calibrate`. The number of prices is no matter of the schema: the
 * contract has an error of its own for it, after that of the model.
 */
export function parseRequest(body: unknown): RequestResult {
  // The reference takes an empty array for an object without fields.
  const input = Array.isArray(body) && body.length === 0 ? {} : body;
  const result = z.safeParse(request, input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, detail: result.error.issues.map(toDetail) };
}

function list() {
  return z.array(number, {
    error: ({ input }) => (input === undefined ? 'Field required' : wrong('a list', input)),
  });
}

/** A strictly increasing list of `length` positive numbers. */
function axis(length: number) {
  return list().check(({ value, issues }) => {
    const bad = value.findIndex((x, i) => !(x > (value[i - 1] ?? 0)));
    const message =
      value.length !== length
        ? `List should have ${length} items, not ${value.length}`
        : bad === 0
          ? `Items should be greater than 0: item 0 is ${value[0]}`
          : bad > 0
            ? `Items should increase: item ${bad} is ${value[bad]}, after ${value[bad - 1]}`
            : undefined;
    if (message === undefined) return;
    issues.push({ code: 'custom', input: value, message, params: { type: 'value_error' } });
  });
}

/** A rule for each item that is reported once, at the list, as the reference does. */
function each(holds: (item: number) => boolean, rule: string) {
  return z.check<number[]>(({ value, issues }) => {
    const bad = value.findIndex((item) => !holds(item));
    if (bad < 0) return;
    const message = `Items ${rule}: item ${bad} is ${value[bad]}`;
    issues.push({ code: 'custom', input: value, message, params: { type: 'value_error' } });
  });
}

function toDetail(issue: z.core.$ZodIssue): ErrorDetail {
  const loc = ['body', ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  return { loc, msg: issue.message, type: ruleOf(issue) };
}

/** Pydantic's name of the rule that an issue breaks. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.type ?? 'value_error');
  if (issue.code === 'too_small') return 'greater_than';
  if (issue.code === 'invalid_value') return 'enum';
  if (issue.input === undefined) return 'missing';
  return issue.code === 'invalid_type' && issue.expected === 'array' ? 'list_type' : 'dict_type';
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
