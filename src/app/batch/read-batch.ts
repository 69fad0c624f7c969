import { LONGEST_LINE, type TextLine, textLines } from '../../api/text-lines.ts';
import type { ImportContext } from '../features/import/import-context.ts';
import { type BatchItem, faultItem, type LineReader } from './batch-item.ts';
import type { BatchSource } from './batch-source.ts';
import { delimiterOf } from './delimited-line.ts';
import { jsonLines } from './json-lines.ts';
import { longLines } from './long-lines.ts';
import type { ReadBatchOptions } from './read-options.ts';
import { wholeFile } from './whole-file.ts';
import { wideLines } from './wide-lines.ts';

/**
 * Reads the surfaces of files one after the other, each of its own kind, which its first line tells:
 * a quote a line, a surface a line, a JSON request a line, or one surface in all. Holds a piece of a
 * file and a surface at a time. What cannot be read is a fault among the surfaces; rejects only with
 * the signal's reason.
 */
export async function* readBatch(
  sources: Iterable<BatchSource>,
  options: ReadBatchOptions,
): AsyncGenerator<BatchItem, void> {
  let before = 0;
  let total = 0;
  const onRead = (bytes: number) => {
    total = before + bytes;
    options.onRead?.(total);
  };
  for (const source of sources) {
    const place = { file: source.name, line: 0 };
    before = total;
    try {
      yield* readSource(source, { ...options, onRead }, (line) => {
        place.line = line;
      });
    } catch (error) {
      options.signal?.throwIfAborted();
      const { file, line } = place;
      const further = line > 0 ? ' any further' : '';
      const reason = `The file could not be read${further}${unreadable(error)}`;
      yield faultItem(undefined, { file, line: Math.max(line, 1) }, reason);
    }
  }
}

/** The end of a sentence, and what to do. */
function unreadable(error: unknown): string {
  if (error instanceof DOMException && /^Not(?:Readable|Found)Error$/.test(error.name)) {
    return '. It was changed, moved or locked since it was chosen: choose it again.';
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `: ${reason.replace(/\.?$/, '.')}`;
}

async function* readSource(
  { name, open }: BatchSource,
  options: ReadBatchOptions,
  onLine: (line: number) => void,
): AsyncGenerator<BatchItem, void> {
  let reader: LineReader | undefined;
  for await (const lines of textLines(open(), { signal: options.signal })) {
    for (const line of lines) {
      options.signal?.throwIfAborted();
      const { number, text } = line;
      onLine(number);
      if (text === undefined) yield tooLong(name, line);
      else if (text.trim() !== '') {
        reader ??= readerFor(name, text, options);
        yield* reader.take(text, number);
      }
      options.onRead?.(line.bytes);
    }
  }
  yield* reader?.end() ?? [faultItem(undefined, { file: name, line: 1 }, 'The file is empty.')];
}

function tooLong(file: string, { number }: TextLine): BatchItem {
  const reason = `The line is longer than ${LONGEST_LINE / 1024 / 1024} MB, and no surface is.`;
  return faultItem(undefined, { file, line: number }, reason);
}

function readerFor(file: string, first: string, options: ReadBatchOptions): LineReader {
  const { spot, rate, dividendYield } = options;
  const today = new Date().toISOString().slice(0, 10);
  const context: ImportContext = { spot, rate, dividendYield, today, fileName: file };
  const line = first.trim();
  // One request over several lines starts with a part of an object.
  if (line.startsWith('{') && line.endsWith('}')) return jsonLines(file);
  const delimiter = delimiterOf(first);
  return (
    (delimiter &&
      (wideLines(file, first, delimiter, options) ?? longLines(file, first, delimiter, context))) ??
    wholeFile(file, context)
  );
}
