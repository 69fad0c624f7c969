import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, SafetensorsError, writeSafetensors } from './safetensors.ts';

/** A file by the published layout, written without the code under test. */
function file(header: unknown, data: readonly number[] = [], headerLength?: number): ArrayBuffer {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + 4 * data.length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength ?? text.length), true);
  bytes.set(text, 8);
  for (const [i, value] of data.entries()) view.setFloat32(8 + text.length + 4 * i, value, true);
  return bytes.buffer;
}

const entry = (shape: number[], begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('writeSafetensors', () => {
  it('writes the published layout', () => {
    const buffer = writeSafetensors(
      new Map([
        ['a', { shape: [2, 1], values: Float32Array.of(1, -2) }],
        ['b', { shape: [1], values: Float32Array.of(0.5) }],
      ]),
    );
    const view = new DataView(buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const text = new TextDecoder().decode(new Uint8Array(buffer, 8, length));
    expect(text).toMatch(/^\{.*\} *$/);
    expect(JSON.parse(text)).toEqual({ a: entry([2, 1], 0, 8), b: entry([1], 8, 12) });
    const data = [0, 4, 8].map((offset) => view.getFloat32(8 + length + offset, true));
    expect(data).toEqual([1, -2, 0.5]);
    expect(buffer.byteLength).toBe(8 + length + 12);
  });

  it('refuses values that do not fill their shape', () => {
    const tensor = { shape: [3], values: new Float32Array(2) };
    expect(() => writeSafetensors(new Map([['a', tensor]]))).toThrow(SafetensorsError);
  });
});

describe('readSafetensors', () => {
  it('reads back any tensors, names and views included', () => {
    const tensor = fc.float32Array({ maxLength: 9 });
    const tensors = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), tensor), {
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(tensors, (entries) => {
        fc.pre(entries.every(([name]) => name !== '__metadata__' && name !== '__proto__'));
        const shaped = entries.map(([name, values]) => {
          return [name, { shape: [values.length], values: values.subarray() }] as const;
        });
        const read = readSafetensors(writeSafetensors(new Map(shaped)));
        expect(read.size).toBe(shaped.length);
        for (const [name, { values }] of shaped) expect(read.get(name)?.values).toEqual(values);
      }),
    );
  });

  it('reads data in another order than the header, after metadata, from an odd byte', () => {
    const header = { __metadata__: { by: 'x' }, b: entry([1], 4, 8), a: entry([], 0, 4) };
    const text = JSON.stringify(header);
    const buffer = file(text.padEnd(text.length + (text.length % 2 === 0 ? 1 : 2)), [7, 8]);
    const read = readSafetensors(buffer);
    expect(read.get('a')).toEqual({ shape: [], values: Float32Array.of(7) });
    expect(read.get('b')).toEqual({ shape: [1], values: Float32Array.of(8) });
  });

  it.each([
    ['an empty file', new ArrayBuffer(0), /too short/],
    ['a header longer than the file', file({}, [], 1000), /claims 1000 bytes/],
    ['a header that is not JSON', file('{"a":'), /not JSON/],
    ['a header that is not an object', file('[1]'), /not a JSON object/],
    ['another type', file({ a: entry([1], 0, 4, 'F64') }, [1]), /a is not of type F32/],
    ['an entry that is no object', file({ a: null }), /a is not of type F32/],
    ['a negative size', file({ a: entry([-1], 0, 4) }, [1]), /a has no valid shape/],
    ['one offset', file({ a: { ...entry([1], 0, 4), data_offsets: [0] } }, [1]), /valid offsets/],
    ['a size that is not its shape', file({ a: entry([2], 0, 4) }, [1]), /4 bytes for \[2\]/],
    ['offsets backwards', file({ a: entry([1], 4, 0) }, [1]), /-4 bytes/],
    ['an overlap', file({ a: entry([1], 0, 4), b: entry([1], 0, 4) }, [1]), /b overlaps/],
    ['a gap', file({ a: entry([1], 4, 8) }, [1, 2]), /gap/],
    ['a header of 2^63 bytes', file({}, [], 2 ** 63), /claims 9223372036854775808 bytes/],
    [
      'an absurd size',
      file({ a: entry([2 ** 25, 2 ** 25], 0, 2 ** 52) }, [1]),
      /take \d+ bytes, the file holds 4/,
    ],
    ['sizes beyond all numbers', file({ a: entry([1e15, 1e15], 0, 4) }, [1]), /4 bytes for/],
    ['offsets beyond the file', file({ a: entry([1], 2 ** 50, 2 ** 50 + 4) }, [1]), /gap/],
    ['missing data', file({ a: entry([2], 0, 8) }, [1]), /take 8 bytes, the file holds 4/],
    ['left-over data', file({ a: entry([1], 0, 4) }, [1, 2]), /take 4 bytes, the file holds 8/],
  ])('refuses %s', (_, buffer, message) => {
    expect(() => readSafetensors(buffer)).toThrow(SafetensorsError);
    expect(() => readSafetensors(buffer)).toThrow(message);
  });

  it('meets damage with its own error or with tensors, never with another error', () => {
    const good = new Uint8Array(file({ a: entry([2], 0, 8) }, [1, 2]));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const bytes = good.slice();
        bytes[at] = byte;
        try {
          for (const { values } of readSafetensors(bytes.buffer).values()) values.fill(0);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
    );
  });
});
