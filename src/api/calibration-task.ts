import { parityForwards } from '../calibration/quotes/parity.ts';
import {
  type Quote,
  type QuotedSurface,
  type QuoteFault,
  type QuoteMarket,
  surfaceFromQuotes,
} from '../calibration/quotes/quotes.ts';
import type { Surface } from '../calibration/quotes/surface.ts';
import type { RefineSettings } from '../calibration/refine/refinement.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { ErrorDetail, Parsed } from './json-fields.ts';
import {
  asksToRefine,
  parseRefineRequest,
  type QuoteGrid,
  type RefineRequest,
} from './refine-schema.ts';
import { type CalibrationRequest, parseRequest } from './schemas.ts';

/** What a request asks to calibrate. */
export interface CalibrationTask {
  /** Contract name. */
  readonly model: string;
  /** With as many prices as were sent, be they too few. */
  readonly surface: Surface;
  readonly refinement?: RefinementTask;
}

/** What a request with `"refine": true` adds. */
export interface RefinementTask {
  readonly settings: RefineSettings;
  /** Cell of each quote, or price, in the request's order; undefined where it is not fitted. */
  readonly cells: ReadonlyArray<number | undefined>;
  /** What was inferred from the quotes. */
  readonly notes: readonly string[];
}

/** The task in the body of `POST /calibrate`, or all that is wrong with it. */
export function readTask(asked: unknown, defaultModel?: string): Parsed<CalibrationTask> {
  const body = withDefaultModel(asked, defaultModel);
  if (asksToRefine(body)) {
    const request = parseRefineRequest(body);
    return request.ok ? refinementTask(request.value) : request;
  }
  const request = parseRequest(body);
  if (!request.ok) return { ok: false, detail: request.detail.map((entry) => hint(entry, body)) };
  return {
    ok: true,
    value: { model: request.value.model_name, surface: requestToSurface(request.value) },
  };
}

/** The body with the default model of where it is answered, where it names none. */
function withDefaultModel(body: unknown, model: string | undefined): unknown {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!model || !isObject || 'model_name' in body) return body;
  return { ...body, model_name: model };
}

/** The surface a contract request means; what it leaves out is taken from the contract's grid. */
function requestToSurface(request: CalibrationRequest): Surface {
  return {
    strikes: request.strikes ?? contractGrid.strikes,
    maturities: request.maturities ?? contractGrid.maturities,
    prices: request.option_prices,
    spot: request.spot_price,
    rate: request.risk_free_rate,
    dividendYield: 0,
  };
}

function refinementTask(request: RefineRequest): Parsed<CalibrationTask> {
  const { model, quoted, market, settings } = request;
  const read =
    'quotes' in quoted ? listSurface(quoted.quotes, market) : gridSurface(quoted, market);
  if (!read.ok) return read;
  const { surface, cells, notes } = read.value;
  return { ok: true, value: { model, surface, refinement: { settings, cells, notes } } };
}

function listSurface(quotes: readonly Quote[], market: QuoteMarket): Parsed<QuotedSurface> {
  const found = surfaceFromQuotes(quotes, market, (quote) => `quotes[${quote}]`);
  return found.ok ? found : faulty('quotes', found.faults);
}

function gridSurface(
  { strikes, maturities, prices }: QuoteGrid,
  market: QuoteMarket,
): Parsed<QuotedSurface> {
  // Without puts there is no parity: the forwards are those told, or spot's.
  const found = parityForwards([], maturities, market);
  if (!found.ok) return faulty('forwards', [found]);
  const { dividendYield, forwards, notes } = found;
  const { spot, rate } = market;
  const surface = { strikes, maturities, prices, spot, rate, dividendYield };
  return {
    ok: true,
    value: {
      surface: forwards ? { ...surface, forwards } : surface,
      cells: prices.map((price, cell) => (price === undefined ? undefined : cell)),
      notes,
    },
  };
}

function faulty(field: string, faults: readonly QuoteFault[]): Parsed<never> {
  const detail = faults.map(({ quote, message }): ErrorDetail => {
    const sentence = quote === undefined ? message : `This quote ${message}`;
    const loc = quote === undefined ? ['body', field] : ['body', field, quote];
    return { loc, msg: sentence.replace(/\.$/, ''), type: 'value_error' };
  });
  return { ok: false, detail };
}

/** Quotes without a refinement lack the contract's prices: say what would read them. */
function hint(entry: ErrorDetail, body: unknown): ErrorDetail {
  const hasQuotes = typeof body === 'object' && body !== null && 'quotes' in body;
  const isMissing = entry.type === 'missing' && entry.loc[1] === 'option_prices';
  if (!hasQuotes || !isMissing) return entry;
  return { ...entry, msg: `${entry.msg}: quotes are read with "refine": true only` };
}
