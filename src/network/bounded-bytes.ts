/**
 * The bytes of an answer, as far as they are no more than `most`: of a larger one, or one that never
 * ends, the rest is not fetched. Rejects then, and where the answer breaks off.
 */
export async function boundedBytes(response: Response, most: number): Promise<ArrayBuffer> {
  // No `for await`: not every browser goes through a stream so.
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      throw new RangeError(`The file is larger than ${most} bytes.`);
    }
    pieces.push(read.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes.buffer;
}
