import * as z from 'zod/mini';
import type { Problem, Result } from '../../calibration/quotes/surface.ts';
import type { SavedItem } from '../state/saved-calibration.ts';
import { issueText, itemSchema, writeItem } from './saved-item.ts';

/*
 * A session file: calibrations with their surfaces, settings and results, as JSON that gives every
 * number back bit for bit. A line each, so that versions of a file can be compared.
 */

const FORMAT = 'levy-calibration';
const VERSION = 1;
const MOST_ITEMS = 5000;
const MOST_PROBLEMS = 10;

/**
 * The text of a session file.
 * @param extra further fields of the file, for other readers; ours drops them
 */
export function sessionText(items: readonly SavedItem[], extra: object = {}): string {
  return [...sessionPieces(items, extra)].join('');
}

/** {@link sessionText} piece by piece, an item each: all at once, many would block the page. */
export function* sessionPieces(
  items: readonly SavedItem[],
  extra: object = {},
): Generator<string, void> {
  const { format: _, version: __, calibrations: ___, ...more } = extra as Record<string, unknown>;
  const head = JSON.stringify({ format: FORMAT, version: VERSION, ...more });
  yield `${head.slice(0, -1)},"calibrations":[\n`;
  for (const [i, item] of items.entries()) {
    yield `${itemText(item)}${i < items.length - 1 ? ',' : ''}\n`;
  }
  yield ']}\n';
}

/** One item as a line of JSON. */
export function itemText(item: SavedItem): string {
  return JSON.stringify(writeItem(item));
}

const sessionSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  calibrations: z.unknown(),
});

/**
 * The calibrations of a session file; undefined where the text is none. A damaged file says what
 * is wrong with which calibration, and gives none of them.
 */
export function readSession(text: string): Result<readonly SavedItem[]> | undefined {
  if (!text.includes(`"${FORMAT}"`) || !/^\s*\{/.test(text.replace(/^\uFEFF/, ''))) {
    return undefined;
  }
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (!parsed.ok) {
    // The mark alone may stand in anybody's text; the beginning of ours is ours.
    return /"format"\s*:\s*"levy-calibration"/.test(text.slice(0, 2000))
      ? failure('The session file is cut off or damaged: it is no valid JSON. Export it again.')
      : undefined;
  }
  const session = sessionSchema.safeParse(parsed.value).data;
  if (!session) return undefined;
  if (session.version !== VERSION) {
    return failure(
      `The session file is of version ${session.version}, and this page reads version ${VERSION}. Reload the page, or export the file with this version.`,
    );
  }
  const { calibrations } = session;
  if (!Array.isArray(calibrations) || calibrations.length === 0)
    return failure('The session file has no calibrations.');
  if (calibrations.length > MOST_ITEMS)
    return failure(
      `The session file has ${calibrations.length} calibrations; at most ${MOST_ITEMS} are read.`,
    );
  return readItems(calibrations);
}

function readItems(written: readonly unknown[]): Result<readonly SavedItem[]> {
  const items: SavedItem[] = [];
  const problems: Problem[] = [];
  for (const [i, each] of written.entries()) {
    const read = readItem(each);
    if (read.ok) items.push(read.value);
    else {
      const place = written.length === 1 ? 'The calibration' : `Calibration ${i + 1}`;
      problems.push(...read.problems.map(({ message }) => ({ message: `${place}: ${message}.` })));
    }
    if (problems.length >= MOST_PROBLEMS) break;
  }
  return problems.length === 0 ? { ok: true, value: items } : { ok: false, problems };
}

/** One item of a parsed session file. Its problems are clauses: `surface: the spot must be …`. */
function readItem(written: unknown): Result<SavedItem> {
  const read = itemSchema.safeParse(written);
  if (read.success) return { ok: true, value: read.data };
  const [first] = read.error.issues;
  return { ok: false, problems: [{ message: first ? issueText(first) : 'is damaged' }] };
}

/** The item that {@link itemText} wrote. Its problems are clauses: `surface: the spot must be …`. */
export function readItemText(text: string): Result<SavedItem> {
  const parsed = parseJson(text);
  return parsed.ok ? readItem(parsed.value) : failure('it is no valid JSON');
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function failure(message: string): Result<never> {
  return { ok: false, problems: [{ message }] };
}
