import type { ImportContext } from '../features/import/import-context.ts';
import { importSurface } from '../features/import/import-surface.ts';
import { faultItem, type LineReader, messagesOf, surfaceItem } from './batch-item.ts';

/** As much as one surface is read from. */
const LONGEST_TEXT = 2_000_000;

/** Reads a file that holds one surface, as the import of one does. Named after the file. */
export function wholeFile(file: string, context: ImportContext): LineReader {
  const lines: string[] = [];
  let length = 0;
  const place = { file, line: 1 };
  const id = file.replace(/^.*[/\\]/, '').replace(/\.\w{1,5}$/, '');
  return {
    take(text, line) {
      length += text.length + 1;
      if (length > LONGEST_TEXT) lines.length = 0;
      // Blank lines were left out: messages count them.
      else lines[line - 1] = text;
      return [];
    },
    end() {
      if (length > LONGEST_TEXT) {
        const reason =
          'The file is too large for one surface, and its first line is no start of many: it needs a header that names an id or date, strike, maturity and price, or a line of prices for each surface, or a JSON request a line.';
        return [faultItem(id, place, reason)];
      }
      const result = importSurface(Array.from(lines, (line) => line ?? '').join('\n'), context);
      if (!result.ok) return [faultItem(id, place, messagesOf(result.problems))];
      const [doubt] = result.reading?.doubts ?? [];
      if (!doubt) return [surfaceItem(id, place, result.value, modelOf(result.value.model))];
      return [faultItem(id, place, `${doubt.question} Import this file by itself to choose.`)];
    },
  };
}

function modelOf(model: string | undefined) {
  return model === undefined ? {} : { model };
}
