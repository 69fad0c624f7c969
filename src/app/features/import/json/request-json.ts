import { readTask } from '../../../../api/calibration-task.ts';
import type { ErrorDetail } from '../../../../api/json-fields.ts';
import { type JsonFault, parseJson, TOO_DEEP } from '../../../../api/json-text.ts';
import type { Problem, Result, Surface } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { enoughQuotes } from '../list/quote-limits.ts';
import { count, excerpt, failure, shortNumber } from '../words.ts';
import { priceCountProblem, shapeInWords } from './price-count.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The largest grid that the screen shows. */
const MOST = { strikes: 300, maturities: 60 };

/**
 * The surface in the JSON text of a request for `POST /calibrate`, read as the API reads it where a
 * fit is asked for: option_prices of any size, null where nothing is quoted, or a list of quotes.
 */
export function requestSurface(text: string): Result<ImportedSurface> {
  const json = parseJson(text);
  if (!json.ok) return failure([{ message: syntaxTrouble(text, json.fault) }]);
  const request = json.value as JsonObject;
  const task = readTask({ ...request, refine: true });
  if (!task.ok) return failure(task.detail.map((entry) => problemOf(entry, request)));
  const { surface, model, refinement } = task.value;
  const misfit = request.quotes ? undefined : sizeProblem(surface);
  if (misfit !== undefined) return failure([{ message: misfit }]);
  return enoughQuotes({
    surface,
    notes: [...defaultNotes(request, surface), ...(refinement?.notes ?? [])],
    ...(request.model_name !== undefined && { model }),
  });
}

/** What is taken from the contract, and what is not quoted. */
function defaultNotes(request: JsonObject, { prices }: Surface): string[] {
  const notes: string[] = [];
  const fallback = (name: string, what: string) => {
    if (request[name] === undefined)
      notes.push(`No ${name} in the request: the contract's ${what}`);
  };
  if (!request.quotes) {
    fallback('strikes', '80…120 are used.');
    fallback('maturities', '0.1…2.0 are used.');
    const gaps = prices.filter((price) => price === undefined).length;
    if (gaps > 0) notes.push(`${gaps} of ${count(prices.length, 'price')} are null: not quoted.`);
  }
  fallback('spot_price', 'spot of 100 is used.');
  fallback('risk_free_rate', 'rate of 5 % is used.');
  return notes;
}

function sizeProblem(surface: Surface): string | undefined {
  const { strikes, maturities } = surface;
  const misfit = priceCountProblem(surface);
  if (misfit !== undefined) return misfit;
  const shape = shapeInWords(surface);
  return strikes.length > MOST.strikes || maturities.length > MOST.maturities
    ? `The grid has ${shape}: at most ${MOST.strikes} × ${MOST.maturities} can be shown. Give fewer.`
    : undefined;
}

/** `quotes[3].strike should be a number, not "x".` */
function problemOf({ loc: [, ...path], msg }: ErrorDetail, request: JsonObject): Problem {
  const [field, index] = path;
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const cell = field === 'option_prices' && typeof index === 'number' && cellOf(index, request);
  const where = cell ? ` (strike ${cell.strike}, maturity ${cell.maturity})` : '';
  const told = msg.replace(/^(?:Input|List|This quote) /, '').replace(/^Field/, 'is');
  return {
    message: `${place.slice(1)}${where}${told === msg ? ':' : ''} ${told}.`,
    ...(cell && { cell: cell.cell }),
  };
}

/** Where in the grid a price lies; undefined where the request's axes do not tell. */
function cellOf(index: number, { strikes, maturities }: JsonObject) {
  const rows = axisOf(strikes, contractGrid.strikes);
  const columns = axisOf(maturities, contractGrid.maturities);
  const cell = { strike: Math.floor(index / columns.length), maturity: index % columns.length };
  const [strike, maturity] = [rows[cell.strike], columns[cell.maturity]].map(Number);
  if (!strike || !maturity) return undefined;
  return { cell, strike: shortNumber(strike), maturity: shortNumber(maturity) };
}

function axisOf(given: unknown, fallback: readonly number[]): readonly unknown[] {
  return Array.isArray(given) ? given : fallback;
}

/** Line and column of the first fault. */
function syntaxTrouble(text: string, { position, reason }: JsonFault): string {
  const advice = 'Write one object such as {"option_prices": […], "spot_price": 100}.';
  if (reason === TOO_DEEP) return `The JSON is ${TOO_DEEP}: no request is. ${advice}`;
  const lines = text.slice(0, position).split('\n');
  const near = text.slice(position, position + 40).trim();
  const what = near === '' ? 'the text ends too early' : `${excerpt(near)} is out of place`;
  return `The JSON is not valid: in line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}, ${what}. ${advice}`;
}
