import * as z from 'zod/mini';
import type { BackendName, Calibration } from '../calibration/service.ts';
import type { Problem, Result, Surface } from '../calibration/surface.ts';
import { findModel } from '../levy/models.ts';
import { backendTitles } from '../network/engine/backend.ts';
import { surfaceToRequest } from './request-surface.ts';

const backends = Object.keys(backendTitles) as BackendName[];
const verdicts = ['clean', 'arbitrage', 'no-surface'] as const;

const calibrated = z.object({
  model_name: z.string(),
  parameters: z.record(z.string(), z.number()),
  inference_time_ms: z.number(),
  success: z.literal(true),
});
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
  /** A stop by `signal` is a problem like any other; the caller, who stopped it, reads `signal`. */
  readonly calibrate: (
    surface: Surface,
    model: string,
    signal?: AbortSignal,
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
    calibrate: (surface, model, signal) =>
      call(
        'calibrate',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(surfaceToRequest(surface, model)),
          signal: signal ?? null,
        },
        readCalibration,
        surface,
      ),
    health: () => call('health', {}, (body) => health.safeParse(body).data),
    models: () => call('models', {}, (body) => modelList.safeParse(body).data),
    warmUp: () => call('warmup', { method: 'POST' }, (body) => done.safeParse(body).data),
    clearCache: () => call('cache', { method: 'DELETE' }, (body) => done.safeParse(body).data),
  };
}

function readCalibration(body: unknown, headers: Headers): Calibration | undefined {
  const answer = calibrated.safeParse(body).data;
  const model = findModel(answer?.model_name ?? '');
  const backend = backends.find((name) => name === headers.get('X-Backend'));
  const [, verdictText, cells] =
    /^([a-z-]+); cells=(\d+)$/.exec(headers.get('X-Surface-Check') ?? '') ?? [];
  const verdict = verdicts.find((name) => name === verdictText);
  if (!answer || !model || !backend || !verdict) return undefined;
  const parameters = model.parameters.flatMap(({ key }) => answer.parameters[key] ?? []);
  if (parameters.length !== model.parameters.length) return undefined;
  const atEdge = headers.get('X-Parameters-At-Edge')?.split(',') ?? [];
  return {
    model: model.name,
    parameters,
    atEdge: model.parameters.map(({ key }) => key).filter((key) => atEdge.includes(key)),
    check: { verdict, brokenCells: Number(cells) },
    inferenceMs: answer.inference_time_ms,
    backend,
  };
}

function problemsOf(status: number, body: unknown, surface?: Surface): readonly Problem[] {
  const parsed = refusal.safeParse(body).data;
  if (!parsed) return [{ message: `The calibration service answered with HTTP status ${status}.` }];
  if ('message' in parsed) return [{ message: parsed.message }];
  return parsed.detail.map(({ loc: [, field, index], msg }) =>
    field === 'option_prices' && typeof index === 'number' && surface
      ? cellProblem(surface, index, msg)
      : { message: `${label(field, index)}: ${msg}.` },
  );
}

function cellProblem({ strikes, maturities }: Surface, index: number, msg: string): Problem {
  const strike = Math.floor(index / maturities.length);
  const maturity = index % maturities.length;
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
};

function label(field: string | number | undefined, index: string | number | undefined): string {
  const name = labels[String(field)] ?? 'Request';
  return typeof index === 'number' ? `${name}, item ${index + 1}` : name;
}

function fail(message: string): Result<never> {
  return { ok: false, problems: [{ message }] };
}
