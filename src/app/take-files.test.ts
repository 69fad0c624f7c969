import { expect, test, vi } from 'vitest';
import type { Stores } from './state/stores.ts';
import { takeFiles } from './take-files.ts';

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
