import type { ErrorDetail } from './json-fields.ts';

/** A JSON object; only that of a request against the schema has a list of `detail`. */
export interface AnswerBody {
  readonly detail?: readonly ErrorDetail[] | string;
  readonly [key: string]: unknown;
}

/** What a route answers, before it becomes HTTP or a line of text. */
export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields beyond the contract, for where there are no headers. */
  readonly beyond?: Readonly<Record<string, unknown>>;
  /** What the time was spent on, in ms. */
  readonly timing?: Readonly<Record<string, number>>;
  /** Of an answer that calibrates. */
  readonly calibrated?: { readonly model: string; readonly refined: boolean };
}

/** An error of the contract's own. */
export function failed(
  status: number,
  error: string,
  message: string,
  details: object,
  headers?: Answer['headers'],
): Answer {
  return { status, body: { error, message, details }, ...(headers && { headers }) };
}

/** 500 that names the kind of error and nothing else of it. */
export function unexpected(error: unknown): Answer {
  const exception_type = error instanceof Error ? error.name : typeof error;
  return failed(500, 'InternalServerError', 'An unexpected error occurred', { exception_type });
}

/** 422 about the body as a whole, or about a position in it. */
export function invalid(loc: readonly number[], msg: string, type: string): Answer {
  return { status: 422, body: { detail: [{ loc: ['body', ...loc], msg, type }] } };
}

/** 429 with the time until the next request will be taken. */
export function rateLimited(seconds: number): Answer {
  const message = `Too many requests: the next one is taken in ${seconds} s.`;
  const headers = { 'Retry-After': String(seconds) };
  return failed(429, 'RateLimitExceededError', message, { retry_after: seconds }, headers);
}

/** For the counters and the log: who asked has gone, so nobody reads it. The status is nginx'. */
export const abandoned: Answer = { status: 499, body: { detail: 'Client Closed Request' } };

/** No letter that would end a header or a line of a log. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The request's own id where it has a fit one, else a new one. */
export function requestIdOf(headers: Headers): string {
  const own = headers.get('X-Request-ID') ?? '';
  return REQUEST_ID.test(own) ? own : crypto.randomUUID();
}

/** An answer as HTTP, with what every answer has. `started` is of `performance.now()`. */
export function toResponse(
  { status, body, headers, timing = {} }: Answer,
  request: Request,
  started: number,
): Response {
  const response = Response.json(body, { status, ...(headers && { headers }) });
  return completed(response, request, { ...timing, total: performance.now() - started });
}

/** Adds what every answer has and this one lacks. */
export function withAnswerHeaders(
  given: Response,
  request: Request,
  timing: Readonly<Record<string, number>>,
): Response {
  // The headers of what was fetched cannot be changed.
  return completed(new Response(given.body, given), request, timing);
}

function completed(
  response: Response,
  request: Request,
  timing: Readonly<Record<string, number>>,
): Response {
  const { headers } = response;
  headers.set('X-Request-ID', requestIdOf(request.headers));
  const spent = Object.entries(timing).map(([name, ms]) => `${name};dur=${ms.toFixed(2)}`);
  headers.set('Server-Timing', spent.join(', '));
  if (!headers.has('X-Backend')) headers.set('X-Backend', 'none');
  return response;
}
