/**
 * Text of a file as spreadsheets write it: UTF-8, UTF-16 with a byte order mark (Excel's "Unicode
 * text"), else Windows-1252 (its plain "CSV"). Never fails: bytes that are no text come out as
 * characters that the import refuses.
 */
export function decodeText(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
