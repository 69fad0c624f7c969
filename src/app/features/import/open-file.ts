import type { Result } from '../../../calibration/quotes/surface.ts';
import { decodeText } from './decode-text.ts';

const LARGEST_FILE = 2e6;

/** The text of a file, or why there is none. */
export async function openFile(file: File): Promise<Result<string>> {
  try {
    if (file.size > LARGEST_FILE) throw new Error('it is larger than 2 MB, and no surface is');
    return { ok: true, value: decodeText(await file.arrayBuffer()) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ message: `The file could not be opened: ${reason}.` }] };
  }
}
