/** So much of a file tells whether it is UTF-16. */
const SAMPLE_BYTES = 4096;

/**
 * Text of a file as spreadsheets and programs write it: UTF-8, UTF-16 (Excel's "Unicode text"), else
 * Windows-1252 (Excel's plain "CSV"); with or without a byte order mark. Never fails: bytes that are
 * no text come out as characters that the import refuses.
 */
export function decodeText(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked) return new TextDecoder(unmarked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * UTF-16 without a byte order mark: of a table, most characters are ASCII, every second byte of which
 * is 0. No byte of other text is.
 */
function unmarkedUtf16(bytes: ArrayBuffer): 'utf-16le' | 'utf-16be' | undefined {
  const sample = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, SAMPLE_BYTES) & ~1);
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = sample.length / 4;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : undefined;
}
