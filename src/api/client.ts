import type * as z from 'zod/mini';
import { type Problem, quotedCells, type Surface } from '../calibration/quotes/surface.ts';
import type { Calibration, CalibrationOptions } from '../calibration/service.ts';
import {
  cacheAnswer,
  contractError,
  healthAnswer,
  modelsAnswer,
  validationErrors,
  warmUpAnswer,
} from './answer-schemas.ts';
import { readCalibration } from './read-calibration.ts';
import { fitsContract, surfaceToRequest } from './request-surface.ts';
import { retryAfterMs } from './resilient-fetch.ts';

/** Why there is no answer, beyond what is wrong with the request itself. */
export interface Trouble {
  readonly kind:
    | 'refused'
    | 'unavailable'
    | 'busy'
    | 'rate-limited'
    | 'unauthorised'
    | 'server-error'
    | 'timed-out'
    | 'unreachable'
    | 'stopped'
    | 'not-the-contract';
  /** HTTP status, where an answer came. */
  readonly status?: number;
  /** By which its log knows the request. */
  readonly requestId?: string;
  /** Seconds until it is worth another try, where the answer says. */
  readonly retryAfter?: number;
}

/** An answer that was read, or all that is wrong. */
export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly trouble: Trouble };

type Done = { readonly status: 'success' | 'partial'; readonly message: string };

/** What the screen knows of the REST contract. No method rejects. */
export interface Client {
  /**
   * A surface that only a refinement can take (see `fitsContract`) is refined though nobody asks. A
   * stop by `signal` is a problem like any other; the caller, who stopped it, reads `signal`.
   */
  readonly calibrate: (
    surface: Surface,
    model: string,
    options?: CalibrationOptions,
  ) => Promise<Answered<Calibration>>;
  readonly health: () => Promise<Answered<z.infer<typeof healthAnswer>>>;
  readonly models: () => Promise<Answered<z.infer<typeof modelsAnswer>>>;
  readonly warmUp: () => Promise<Answered<Done>>;
  readonly clearCache: () => Promise<Answered<Done>>;
}

/**
 * Speaks the REST contract through `fetch`, which may answer in this page.
 *
 * @param baseUrl URL of the contract's root; it ends with a slash.
 * @param unreachable What to say where no answer comes.
 */
export function createClient(
  fetch: typeof globalThis.fetch,
  baseUrl: string,
  unreachable = 'The calibration service cannot be reached. Reload the page and try again.',
): Client {
  const call = async <T>(
    path: string,
    init: RequestInit,
    read: (body: unknown, headers: Headers) => T | undefined,
    surface?: Surface,
  ): Promise<Answered<T>> => {
    try {
      // Who was stopped while the way was not known yet asks nobody.
      init.signal?.throwIfAborted();
      const response = await fetch(new URL(path, baseUrl), init);
      const body: unknown = await response.json().catch(notJson);
      if (!response.ok) return refused(response, body, surface);
      const value = read(body, response.headers);
      return value === undefined
        ? fail(
            { kind: 'not-the-contract', ...answerOf(response) },
            `The answer to ${path} is not as the contract says.`,
          )
        : { ok: true, value };
    } catch (error) {
      if (init.signal?.aborted) return fail({ kind: 'stopped' }, 'The calibration was stopped.');
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return isLate
        ? fail({ kind: 'timed-out' }, 'No answer came in time.')
        : fail({ kind: 'unreachable' }, unreachable);
    }
  };
  return {
    calibrate(surface, model, { refine, signal = null } = {}) {
      const settings = refine ?? (fitsContract(surface) ? undefined : { objective: 'vega' });
      const body = JSON.stringify(surfaceToRequest(surface, model, settings));
      const headers = { 'Content-Type': 'application/json' };
      const init = { method: 'POST', headers, body, signal };
      return call(
        'calibrate',
        init,
        (answer, own) => readCalibration(answer, own, surface),
        surface,
      );
    },
    health: () => call('health', {}, (body) => healthAnswer.safeParse(body).data),
    models: () => call('models', {}, (body) => modelsAnswer.safeParse(body).data),
    warmUp: () => call('warmup', { method: 'POST' }, (body) => warmUpAnswer.safeParse(body).data),
    clearCache: () =>
      call('cache', { method: 'DELETE' }, (body) => cacheAnswer.safeParse(body).data),
  };
}

/** Passes on why an answer broke off, which says nothing of its kind. */
function notJson(error: unknown): undefined {
  if (!(error instanceof SyntaxError)) throw error;
}

const kinds: Readonly<Record<number, Trouble['kind']>> = {
  401: 'unauthorised',
  403: 'unauthorised',
  429: 'rate-limited',
  503: 'unavailable',
};

function refused(response: Response, body: unknown, surface?: Surface): Answered<never> {
  const { status } = response;
  const error = contractError.safeParse(body).data;
  const isBusy = status === 503 && error?.error !== 'ModelNotLoadedError';
  const known = isBusy ? 'busy' : kinds[status];
  const kind = known ?? (status >= 500 ? 'server-error' : 'refused');
  const problems = error ? [{ message: error.message }] : problemsOf(status, body, surface);
  return { ok: false, problems, trouble: { kind, ...answerOf(response) } };
}

function answerOf({ status, headers }: Response): Omit<Trouble, 'kind'> {
  const requestId = headers.get('X-Request-ID');
  const wait = retryAfterMs(headers);
  return {
    status,
    ...(requestId !== null && { requestId }),
    ...(wait !== undefined && Number.isFinite(wait) && { retryAfter: Math.ceil(wait / 1000) }),
  };
}

function problemsOf(status: number, body: unknown, surface?: Surface): readonly Problem[] {
  const parsed = validationErrors.safeParse(body).data;
  if (!parsed) return [{ message: `The calibration service answered with HTTP status ${status}.` }];
  return parsed.detail.map(({ loc: [, field, index], msg }) => {
    const cell = surface && typeof index === 'number' ? cellOf(surface, field, index) : undefined;
    return surface && cell !== undefined
      ? cellProblem(surface, cell, msg)
      : { message: `${label(field, index)}: ${msg}.` };
  });
}

/** Cell of an item of the request: one price a cell, or one quote a quoted cell. */
function cellOf(surface: Surface, field: unknown, index: number): number | undefined {
  if (field === 'option_prices') return index;
  return field === 'quotes' ? quotedCells(surface)[index] : undefined;
}

function cellProblem({ strikes, maturities }: Surface, cell: number, msg: string): Problem {
  const strike = Math.floor(cell / maturities.length);
  const maturity = cell % maturities.length;
  const message = `Strike ${strikes[strike]}, maturity ${maturities[maturity]}: ${msg}.`;
  return { message, cell: { strike, maturity } };
}

const labels: Readonly<Record<string, string>> = {
  option_prices: 'Option prices',
  strikes: 'Strikes',
  maturities: 'Maturities',
  model_name: 'Model',
  spot_price: 'Spot',
  risk_free_rate: 'Rate',
  dividend_yield: 'Dividend yield',
  quotes: 'Quotes',
  forwards: 'Forwards',
  objective: 'Objective',
  noise: 'Noise',
};

function label(field: string | number | undefined, index: string | number | undefined): string {
  const name = (Object.hasOwn(labels, String(field)) && labels[String(field)]) || 'Request';
  return typeof index === 'number' ? `${name}, item ${index + 1}` : name;
}

function fail(trouble: Trouble, message: string): Answered<never> {
  return { ok: false, problems: [{ message }], trouble };
}
