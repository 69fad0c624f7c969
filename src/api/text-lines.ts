/** A line of a text without its end. */
export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  /** Undefined where the line is longer than is read. */
  readonly text: string | undefined;
  /** Bytes of the stream up to the line's end, to within a few characters. */
  readonly bytes: number;
}

/** A request of 20,000 quotes with all their fields is 3 MB. */
export const LONGEST_LINE = 8 * 1024 * 1024;

export interface TextLinesOptions {
  /** Characters of the longest line that is read. */
  readonly longest?: number;
  /** Lets the stream go at once, in the middle of a line too; the reading rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The lines of a stream of text, as they come: an array for each piece that ends some. Holds one
 * piece and one line, and of a line that is longer than `longest` characters nothing. UTF-8, or
 * UTF-16 with a byte-order mark; bytes that are no text come out as replacement characters.
 */
export async function* textLines(
  stream: ReadableStream<Uint8Array>,
  { longest = LONGEST_LINE, signal }: TextLinesOptions = {},
): AsyncGenerator<TextLine[], void> {
  const reader = stream.getReader();
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  let number = 0;
  let rest = '';
  let isTooLong = false;
  const split = (text: string): TextLine[] => {
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    let before = bytes - text.length;
    const lines = parts.map((part): TextLine => {
      number++;
      before += part.length + 1;
      const whole = rest === '' ? part : rest + part;
      const isShort = !isTooLong && whole.length <= longest;
      rest = '';
      isTooLong = false;
      const own = isShort ? whole.replace(/\r$/, '') : undefined;
      return { number, text: own, bytes: Math.max(before, 0) };
    });
    rest += last;
    if (rest.length > longest) {
      rest = '';
      isTooLong = true;
    }
    return lines;
  };
  const stop = () => void reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { value, done } = await reader.read();
      signal?.throwIfAborted();
      if (done) break;
      decoder ??= decoderFor(value);
      bytes += value.length;
      const lines = split(decoder.decode(value, { stream: true }));
      if (lines.length > 0) yield lines;
    }
    const lines = split(decoder?.decode() ?? '');
    if (rest !== '' || isTooLong) {
      const text = isTooLong ? undefined : rest.replace(/\r$/, '');
      lines.push({ number: number + 1, text, bytes });
    }
    if (lines.length > 0) yield lines;
  } finally {
    signal?.removeEventListener('abort', stop);
    // Whoever has enough lets the source go; one that failed says so by itself.
    await reader.cancel().catch(() => {});
  }
}

function decoderFor([first, second]: Uint8Array): TextDecoder {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}
