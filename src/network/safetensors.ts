/**
 * The safetensors format (Hugging Face): 8 bytes with the header's length as a little-endian
 * unsigned integer, a JSON header that may be padded with spaces, then the tensors' bytes, little
 * endian, row-major, without gaps. Only F32 is read and written.
 * Source: https://github.com/huggingface/safetensors#format
 */

export interface SafeTensor {
  readonly shape: readonly number[];
  /** Row-major values, as many as the product of `shape`. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** The bytes are not a safetensors file that this reader accepts; the message says why. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
}

const LENGTH_BYTES = 8;
const BYTES_PER_VALUE = 4;
/** Far above what a few tensors need, far below what would stall a tab. */
const MAX_HEADER_BYTES = 1 << 20;

/** Tensors by name. Trusts nothing: throws {@link SafetensorsError} on any departure. */
export function readSafetensors(buffer: ArrayBuffer): Map<string, SafeTensor> {
  const { header, dataStart } = readHeader(buffer);
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readEntry(name, value))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let position = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== position) {
      const fault = begin < position ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw new SafetensorsError(`Tensor ${name} ${fault}.`);
    }
    position = end;
  }
  const available = buffer.byteLength - dataStart;
  if (position !== available) {
    throw new SafetensorsError(`The tensors take ${position} bytes, the file holds ${available}.`);
  }
  return new Map(
    entries.map(({ name, shape, begin, end }) => {
      // A copy, so that the data may start at any byte. All JavaScript platforms are little endian.
      const bytes = buffer.slice(dataStart + begin, dataStart + end);
      return [name, { shape, values: new Float32Array(bytes) }];
    }),
  );
}

/** A file with these tensors, in their order, data aligned to 8 bytes as the format recommends. */
export function writeSafetensors(
  tensors: ReadonlyMap<
    string,
    { readonly shape: readonly number[]; readonly values: Float32Array }
  >,
): ArrayBuffer {
  const header: Record<string, unknown> = {};
  let size = 0;
  for (const [name, { shape, values }] of tensors) {
    if (valueCount(shape) !== values.length) {
      throw new SafetensorsError(`Tensor ${name} has ${values.length} values for [${shape}].`);
    }
    const end = size + values.byteLength;
    header[name] = { dtype: 'F32', shape, data_offsets: [size, end] };
    size = end;
  }
  const json = JSON.stringify(header);
  const unpadded = new TextEncoder().encode(json).length;
  const text = new TextEncoder().encode(json + ' '.repeat(-unpadded & (LENGTH_BYTES - 1)));
  const dataStart = LENGTH_BYTES + text.length;
  const bytes = new Uint8Array(dataStart + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, LENGTH_BYTES);
  let position = dataStart;
  for (const { values } of tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), position);
    position += values.byteLength;
  }
  return bytes.buffer;
}

function readHeader(buffer: ArrayBuffer): { header: object; dataStart: number } {
  if (buffer.byteLength < LENGTH_BYTES) throw new SafetensorsError('The file is too short.');
  const length = new DataView(buffer).getBigUint64(0, true);
  if (length > BigInt(Math.min(MAX_HEADER_BYTES, buffer.byteLength - LENGTH_BYTES))) {
    throw new SafetensorsError(`The header claims ${length} bytes, more than there can be.`);
  }
  const dataStart = LENGTH_BYTES + Number(length);
  let header: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      new Uint8Array(buffer, LENGTH_BYTES, Number(length)),
    );
    header = JSON.parse(text);
  } catch {
    throw new SafetensorsError('The header is not JSON.');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw new SafetensorsError('The header is not a JSON object.');
  }
  return { header, dataStart };
}

function readEntry(name: string, entry: unknown) {
  const { dtype, shape, data_offsets: offsets } = Object(entry) as Record<string, unknown>;
  if (dtype !== 'F32') throw new SafetensorsError(`Tensor ${name} is not of type F32.`);
  if (!isCounts(shape)) throw new SafetensorsError(`Tensor ${name} has no valid shape.`);
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw new SafetensorsError(`Tensor ${name} has no valid offsets.`);
  }
  const [begin = 0, end = 0] = offsets;
  if (end - begin !== valueCount(shape) * BYTES_PER_VALUE) {
    throw new SafetensorsError(`Tensor ${name} has ${end - begin} bytes for [${shape}].`);
  }
  return { name, shape, begin, end };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function valueCount(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}
