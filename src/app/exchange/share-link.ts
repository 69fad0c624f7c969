import { deflateSync, Inflate } from 'fflate';
import type { Result } from '../../calibration/quotes/surface.ts';
import type { SavedCalibration, SavedItem } from '../state/saved-calibration.ts';
import { itemText, readItemText } from './session-file.ts';

/*
 * A link that carries a surface and how to calibrate it in its fragment, which browsers send to no
 * server: `#s=1.` and the item's JSON, deflated, in base64url. The number is the format's version.
 */

const MARK = '#s=';
const VERSION = '1';
/** Far more than 20,000 quotes take, which are 1.3 MB with their bids and asks. */
const LONGEST_LINK = 1_000_000;
/** More would be read for longer than a page may stand still. */
const LARGEST_TEXT = 3_000_000;
/** Inflated in pieces, so that a bomb is noticed before it has gone off. */
const PIECE = 4096;

/** @param page address of the app, whose own fragment is replaced */
export function shareLink(page: string, item: SavedItem): string {
  const { surface, origin, model, settings } = item;
  const text = itemText({ surface, origin, model, settings });
  const packed = deflateSync(new TextEncoder().encode(text), { level: 9 });
  return `${page.split('#')[0]}${MARK}${VERSION}.${base64Url(packed)}`;
}

/** What a link's fragment asks for; undefined where it is no such link. */
export function readShareLink(hash: string): Result<SavedCalibration> | undefined {
  if (!hash.startsWith(MARK)) return undefined;
  if (hash.length > LONGEST_LINK) return failure('The link is too long to be one of this page.');
  const [version, body = ''] = hash.slice(MARK.length).split('.');
  if (version !== VERSION) {
    return failure(
      'The link is of another version of this page. Reload the page, then open it again.',
    );
  }
  const text = inflated(body);
  if (text === undefined || isDeep(text)) return failure(CUT_OFF);
  const read = readItemText(text);
  if (!read.ok) return failure(CUT_OFF);
  // A result that a link claims is not believed: the surface is calibrated here.
  const { surface, origin, model, settings } = read.value;
  return { ok: true, value: { surface, origin, model, settings } };
}

const CUT_OFF = 'The link is cut off or damaged. Copy the whole of it and open it again.';

function inflated(body: string): string | undefined {
  const packed = fromBase64Url(body);
  if (!packed || packed.length === 0) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let isWhole = false;
  const inflate = new Inflate((chunk, isLast) => {
    if (text.length + chunk.length > LARGEST_TEXT) throw new RangeError('too large');
    text += decoder.decode(chunk, { stream: !isLast });
    isWhole = isLast;
  });
  try {
    for (let from = 0; from < packed.length; from += PIECE) {
      inflate.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
    }
  } catch {
    return undefined;
  }
  return isWhole ? text : undefined;
}

/** An item's own nesting is half of this; a million brackets take the parser a second. */
const DEEPEST = 16;

function isDeep(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (isQuoted) {
      if (letter === '\\') i++;
      else isQuoted = letter !== '"';
    } else if (letter === '"') isQuoted = true;
    else if (letter === '[' || letter === '{') depth++;
    else if (letter === ']' || letter === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function failure(message: string): Result<never> {
  return { ok: false, problems: [{ message }] };
}
