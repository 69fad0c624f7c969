import { expect, test } from 'vitest';
import { type TextLine, type TextLinesOptions, textLines } from './text-lines.ts';

function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function linesOf(
  bytes: Uint8Array,
  size: number,
  options?: TextLinesOptions,
): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for await (const more of textLines(inPieces(bytes, size), options)) lines.push(...more);
  return lines;
}

const text = 'θ = −0.1\r\n\nσ, ν\nlast';
const lines = ['θ = −0.1', '', 'σ, ν', 'last'];

test.each([1, 2, 3, 7, 1000])('lines are whole in pieces of %i bytes', async (size) => {
  const utf8 = new TextEncoder().encode(`\uFEFF${text}`);
  const utf16 = new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (c) => c.charCodeAt(0)).buffer);
  for (const bytes of [utf8, ...(size > 1 ? [utf16] : [])]) {
    const read = await linesOf(bytes, size);
    expect(read.map((line) => line.text)).toEqual(lines);
    expect(read.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(read.at(-1)?.bytes).toBe(bytes.length);
  }
});

test('a line end at the end starts no line', async () => {
  const bytes = new TextEncoder().encode('a\nb\n');
  expect((await linesOf(bytes, 2)).map((line) => line.text)).toEqual(['a', 'b']);
  expect(await linesOf(new Uint8Array(), 1)).toEqual([]);
});

test.each([1, 4, 100])(
  'a line that is too long is left out, in pieces of %i bytes',
  async (size) => {
    const bytes = new TextEncoder().encode('12345\n123456\n1\n12345678');
    const read = await linesOf(bytes, size, { longest: 5 });
    expect(read.map((line) => line.text)).toEqual(['12345', undefined, '1', undefined]);
  },
);

test('the source is let go where enough was read', async () => {
  let cancelled = false;
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('a\n')),
    cancel() {
      cancelled = true;
    },
  });
  for await (const [line] of textLines(source)) {
    expect(line?.text).toBe('a');
    break;
  }
  expect(cancelled).toBe(true);
});

test('a reading that is stopped lets the source go in the middle of a line', async () => {
  let reason: unknown;
  const stop = new AbortController();
  const silent = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('no end')),
    cancel(given) {
      reason = given;
    },
  });
  const reading = textLines(silent, { signal: stop.signal }).next();
  stop.abort(new Error('enough'));
  await expect(reading).rejects.toThrow('enough');
  expect(reason).toBe(stop.signal.reason);
});
