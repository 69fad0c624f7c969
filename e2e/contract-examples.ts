import fixture from './fixtures/contract-examples.json' with { type: 'json' };
import seed from './fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };

/** A request with what the reference server answered; the fixture's note says how to compare. */
interface Example {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly body_is_object?: boolean;
  readonly status: number;
  readonly class: string;
  readonly body_equals?: unknown;
  readonly loc?: unknown;
  readonly keys?: readonly string[];
  readonly parameter_keys?: readonly string[];
}

export const examples = fixture.examples as unknown as readonly Example[];

/** The body byte for byte; null for a request without one. */
export function bodyOf(example: Example): string | null {
  if (example.body === null || typeof example.body === 'string') return example.body;
  return JSON.stringify(example.body, (_key, value) =>
    value === '$SEED_PRICES' ? seed.option_prices : value,
  );
}

/** What the contract fixes of an answer to `example`. */
export function expected(example: Example): unknown {
  const { status } = example;
  switch (example.class) {
    case 'exact':
      return { status, body: example.body_equals };
    case 'schema-error':
      return { status, loc: example.loc };
    case 'malformed-json':
      return { status, loc: [['body', 'position']] };
    default:
      return { status, keys: example.keys, parameters: example.parameter_keys, success: true };
  }
}

/** The same of an actual answer. */
export function observed(example: Example, status: number, text: string): unknown {
  const body = text === '' ? '' : JSON.parse(text);
  switch (example.class) {
    case 'exact':
      return { status, body };
    case 'schema-error':
      return { status, loc: locations(body) };
    case 'malformed-json':
      return { status, loc: locations(body).map(([first, at]) => [first, isPosition(at)]) };
    default:
      return {
        status,
        keys: Object.keys(body).sort(),
        parameters: Object.keys(body.parameters ?? {}).sort(),
        success: body.success === true && Object.values(body.parameters).every(Number.isFinite),
      };
  }
}

function locations(body: { detail: ReadonlyArray<{ loc: readonly unknown[] }> }) {
  return body.detail.map(({ loc }) => loc);
}

function isPosition(value: unknown): unknown {
  return Number.isInteger(value) ? 'position' : value;
}
