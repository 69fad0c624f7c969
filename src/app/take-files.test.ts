import { expect, test, vi } from 'vitest';
import { createStores } from './create-stores.ts';
import { unconnected } from './state/connection.fixture.ts';
import type { Stores } from './state/stores.ts';
import { takeFiles } from './take-files.ts';

const line = ['a', ...Array.from({ length: 200 }, (_, i) => (20 - i / 20).toFixed(2))].join('\t');

/** As Excel saves "Unicode text". */
function utf16(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) bytes.setUint16(2 * i, text.charCodeAt(i), true);
  return new Uint8Array(bytes.buffer);
}

test.each([
  ['UTF-8', new TextEncoder()],
  ['UTF-16', { encode: (text: string) => utf16(`\uFEFF${text}`) }],
])('a file of many surfaces in %s is offered as a batch', async (_, encoder) => {
  const stores = createStores(new Promise<never>(() => {}), unconnected(), { choice: 'auto' });
  const file = new File([encoder.encode(`${line}\r\n${line}\r\n`)], 'many.txt');
  await takeFiles(stores, { files: [file], folders: [] });
  expect(stores.view.getState().overlay).toBe('batch');
  expect((await stores.batch()).getState().batch?.title).toBe('many.txt');
});

test('a folder that cannot be read is told', async () => {
  const tell = vi.fn();
  const stores = { view: { getState: () => ({ tell }) } } as unknown as Stores;
  const folder = {
    createReader: () => ({
      readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error('No leave.')),
    }),
  } as unknown as FileSystemDirectoryEntry;
  await takeFiles(stores, { files: [], folders: [folder] });
  expect(tell).toHaveBeenCalledWith('What was dropped could not be read: No leave.');
});
