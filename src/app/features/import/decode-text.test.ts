import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const text = 'Échéance;1\u00a0234,50 €\r\n';

function bytes(...values: number[]): ArrayBuffer {
  return Uint8Array.from(values).buffer;
}

function utf16(littleEndian: boolean, of = `\ufeff${text}`): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(2 * of.length));
  Array.from(of).forEach((c, i) => {
    view.setUint16(2 * i, c.charCodeAt(0), littleEndian);
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

test('reads UTF-16 that no byte order mark announces', () => {
  for (const littleEndian of [true, false]) {
    expect(decodeText(utf16(littleEndian, text))).toBe(text);
    // Cut within a character.
    expect(decodeText(utf16(littleEndian, text).slice(0, -1))).toContain('1\u00a0234,50');
  }
});

test('zeros alone make no UTF-16 of other text', () => {
  expect(decodeText(bytes(0x31, 0, 0x09, 0x32, 0, 0x0a))).toBe('1\u0000\t2\u0000\n');
  expect(decodeText(bytes(0, 0, 0, 0))).toBe('\u0000\u0000\u0000\u0000');
});

test('reads any bytes', () => {
  expect(decodeText(bytes())).toBe('');
  expect(decodeText(bytes(0xff))).toBe('ÿ');
  expect(decodeText(bytes(0x50, 0x4b, 3, 4, 0xff, 0))).toContain('PK\u0003\u0004');
});
