import { readTask } from '../../api/calibration-task.ts';
import { parseJson } from '../../api/json-text.ts';
import { priceCountProblem } from '../features/import/json/price-count.ts';
import {
  type BatchItem,
  faultItem,
  type LineReader,
  messagesOf,
  ownId,
  surfaceItem,
} from './batch-item.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a request of `POST /calibrate` a line, with an `id` or `date`: 200 prices, a grid with gaps,
 * or quotes. The rest is as the contract has it.
 */
export function jsonLines(file: string): LineReader {
  return { take: (text, line) => [readRequest(file, text, line)], end: () => [] };
}

function readRequest(file: string, text: string, line: number): BatchItem {
  const place = { file, line };
  const json = parseJson(text);
  if (!json.ok) {
    const { position, reason } = json.fault;
    return faultItem(
      undefined,
      place,
      `The line is no JSON: ${reason} after character ${position}.`,
    );
  }
  if (!isObject(json.value)) {
    const reason =
      'The line is no request, which is an object with a list “option_prices” or “quotes”.';
    return faultItem(undefined, place, reason);
  }
  const request = json.value;
  const id = idOf(request);
  // Where a fit is asked for, gaps and quotes are read too: a network takes them as well.
  const task = readTask({ ...request, refine: true });
  if (!task.ok) {
    const problems = task.detail.map(({ loc: [, ...path], msg }) => ({
      message: `${path.length > 0 ? `${path.join('.')}: ` : ''}${msg}.`,
    }));
    return faultItem(id, place, messagesOf(problems));
  }
  const { surface, model, refinement } = task.value;
  const misfit = request.quotes ? undefined : priceCountProblem(surface);
  if (misfit !== undefined) return faultItem(id, place, misfit);
  return surfaceItem(
    id,
    place,
    { surface },
    {
      ...(request.model_name !== undefined && { model }),
      ...(request.refine === true && refinement && { refine: refinement.settings }),
      ...(request.refine === false && { refine: false }),
    },
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where neither is given. */
function idOf(request: JsonObject): string | undefined {
  const id = request.id ?? request.date;
  return typeof id === 'string' || typeof id === 'number' ? ownId(String(id)) : undefined;
}
