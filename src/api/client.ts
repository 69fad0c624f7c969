import * as z from 'zod/mini';
import {
  type Problem,
  quotedCells,
  type Result,
  type Surface,
} from '../calibration/quotes/surface.ts';
import type { Calibration, CalibrationOptions } from '../calibration/service.ts';
import { readCalibration } from './read-calibration.ts';
import { fitsContract, surfaceToRequest } from './request-surface.ts';

const health = z.object({
  status: z.enum(['healthy', 'degraded']),
  version: z.string(),
  model_loaded: z.boolean(),
});
const modelList = z.object({
  available_models: z.array(z.string()),
  default_model: z.string(),
  expected_input_dimension: z.number(),
});
const done = z.object({ status: z.enum(['success', 'partial']), message: z.string() });

/** An answer that reports errors: FastAPI's `detail`, or one error of the contract. */
const refusal = z.union([
  z.object({
    detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  }),
  z.object({ message: z.string() }),
]);

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
  ) => Promise<Result<Calibration>>;
  readonly health: () => Promise<Result<z.infer<typeof health>>>;
  readonly models: () => Promise<Result<z.infer<typeof modelList>>>;
  readonly warmUp: () => Promise<Result<z.infer<typeof done>>>;
  readonly clearCache: () => Promise<Result<z.infer<typeof done>>>;
}

/**
 * Speaks the REST contract through `fetch`, which may answer in this page.
 *
 * @param baseUrl URL of the contract's root; it ends with a slash.
 */
export function createClient(fetch: typeof globalThis.fetch, baseUrl: string): Client {
  const call = async <T>(
    path: string,
    init: RequestInit,
    read: (body: unknown, headers: Headers) => T | undefined,
    surface?: Surface,
  ): Promise<Result<T>> => {
    try {
      const response = await fetch(new URL(path, baseUrl), init);
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) return { ok: false, problems: problemsOf(response.status, body, surface) };
      const value = read(body, response.headers);
      return value === undefined
        ? fail(`The answer to ${path} is not as the contract says.`)
        : { ok: true, value };
    } catch {
      if (init.signal?.aborted) return fail('The calibration was stopped.');
      return fail('The calibration service cannot be reached. Reload the page and try again.');
    }
  };
  return {
    calibrate(surface, model, { refine, signal = null } = {}) {
      const settings = refine ?? (fitsContract(surface) ? undefined : { objective: 'vega' });
      const body = JSON.stringify(surfaceToRequest(surface, model, settings));
      const headers = { 'Content-Type': 'application/json' };
      const init = { method: 'POST', headers, body, signal };
      return call('calibrate', init, readCalibration, surface);
    },
    health: () => call('health', {}, (body) => health.safeParse(body).data),
    models: () => call('models', {}, (body) => modelList.safeParse(body).data),
    warmUp: () => call('warmup', { method: 'POST' }, (body) => done.safeParse(body).data),
    clearCache: () => call('cache', { method: 'DELETE' }, (body) => done.safeParse(body).data),
  };
}

function problemsOf(status: number, body: unknown, surface?: Surface): readonly Problem[] {
  const parsed = refusal.safeParse(body).data;
  if (!parsed) return [{ message: `The calibration service answered with HTTP status ${status}.` }];
  if ('message' in parsed) return [{ message: parsed.message }];
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
  const name = labels[String(field)] ?? 'Request';
  return typeof index === 'number' ? `${name}, item ${index + 1}` : name;
}

function fail(message: string): Result<never> {
  return { ok: false, problems: [{ message }] };
}
