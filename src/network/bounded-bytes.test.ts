import { expect, test, vi } from 'vitest';
import { boundedBytes } from './bounded-bytes.ts';

test('gives all bytes of an answer, in their order', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  const parts = new ReadableStream({
    start: (stream) => {
      stream.enqueue(bytes.subarray(0, 10));
      stream.enqueue(bytes.subarray(10));
      stream.close();
    },
  });
  expect(new Uint8Array(await boundedBytes(new Response(parts), 1000))).toEqual(bytes);
  expect((await boundedBytes(new Response(null), 10)).byteLength).toBe(0);
});

test('an answer without end is left where it grows too large', async () => {
  const cancel = vi.fn();
  let sent = 0;
  const endless = new ReadableStream({
    pull: (stream) => {
      sent += 1000;
      stream.enqueue(new Uint8Array(1000));
    },
    cancel,
  });
  await expect(boundedBytes(new Response(endless), 10_000)).rejects.toThrow('larger than 10000');
  expect(cancel).toHaveBeenCalledOnce();
  expect(sent).toBeLessThan(20_000);
});
