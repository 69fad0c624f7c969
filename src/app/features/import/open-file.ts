import type { Result } from '../../../calibration/quotes/surface.ts';
import { decodeText } from './decode-text.ts';
import { foreignKind, HEAD_BYTES } from './file-kind.ts';
import { LONGEST_TEXT } from './text-limit.ts';

/**
 * The text of a file, or why there is none. What is no text, or too large, is known before the file
 * is read.
 */
export async function openFile(file: File): Promise<Result<string>> {
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const foreign = foreignKind(head, file.name);
    if (foreign !== undefined) return failure(foreign);
    if (file.size > LONGEST_TEXT) throw new Error('it is larger than 2 MB, and no surface is');
    return { ok: true, value: decodeText(await file.arrayBuffer()) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(`The file could not be opened: ${reason}.`);
  }
}

function failure(message: string): Result<never> {
  return { ok: false, problems: [{ message }] };
}
