import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const text = 'Échéance;1\u00a0234,50 €\r\n';

function bytes(...values: number[]): ArrayBuffer {
  return Uint8Array.from(values).buffer;
}

function utf16(littleEndian: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  view.setUint16(0, 0xfeff, littleEndian);
  Array.from(text).forEach((c, i) => {
    view.setUint16(2 * i + 2, c.charCodeAt(0), littleEndian);
  });
  return view.buffer;
}

test('reads what spreadsheets save', () => {
  expect(decodeText(new TextEncoder().encode(text).buffer)).toBe(text);
  expect(decodeText(new TextEncoder().encode(`\ufeff${text}`).buffer)).toBe(text);
  expect(decodeText(utf16(true))).toBe(text);
  expect(decodeText(utf16(false))).toBe(text);
  const windows = Array.from(text, (c) => (c === '€' ? 0x80 : c.charCodeAt(0)));
  expect(decodeText(bytes(...windows))).toBe(text);
});

test('reads any bytes', () => {
  expect(decodeText(bytes())).toBe('');
  expect(decodeText(bytes(0xff))).toBe('ÿ');
  expect(decodeText(bytes(0x50, 0x4b, 3, 4, 0xff, 0))).toContain('PK\u0003\u0004');
});
