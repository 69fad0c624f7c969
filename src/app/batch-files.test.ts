import { expect, test } from 'vitest';
import { chosenBatch, droppedBatch, pastedBatch } from './batch-files.ts';

const file = (name: string) => new File(['1'], name);

/** A folder as a browser gives it: its entries in pieces, in any order. */
function folder(path: string, ...entries: FileSystemEntry[]): FileSystemDirectoryEntry {
  const pieces = [entries.slice(0, 2), entries.slice(2), []];
  const createReader = () => ({
    readEntries: (told: (some: FileSystemEntry[]) => void) => told(pieces.shift() ?? []),
  });
  const fullPath = `/${path}`;
  return { isDirectory: true, fullPath, createReader } as unknown as FileSystemDirectoryEntry;
}

/** An entry that must not be looked into. */
const closed = (path: string, isDirectory: boolean) =>
  ({ isDirectory, fullPath: `/${path}` }) as unknown as FileSystemEntry;

function entry(path: string): FileSystemEntry {
  return {
    isDirectory: false,
    fullPath: `/${path}`,
    file: (told: (file: File) => void) => told(file(path)),
  } as unknown as FileSystemEntry;
}

test('files keep their order by name, numbers as numbers', () => {
  const batch = chosenBatch(['day 10.csv', 'day 9.csv', 'day 1.csv'].map(file));
  expect(batch?.title).toBe('3 files');
  expect(batch?.sources.map(({ name }) => name)).toEqual(['day 1.csv', 'day 9.csv', 'day 10.csv']);
});

test('one file is called by its name, and none is no batch', () => {
  expect(chosenBatch([file('many.csv')])?.title).toBe('many.csv');
  expect(chosenBatch([])).toBeUndefined();
});

test('a folder is looked through to its end, but for what is no text', async () => {
  const inner = folder('desk/old', entry('desk/old/d.jsonl'));
  const outer = folder(
    'desk',
    ...['desk/b.csv', 'desk/a.tsv'].map(entry),
    ...['desk/notes.md', 'desk/.hidden.csv'].map((path) => closed(path, false)),
    closed('desk/.git', true),
    inner,
  );
  const batch = await droppedBatch({ files: [], folders: [outer] });
  expect(batch?.title).toBe('desk, 3 files');
  expect(batch?.sources.map(({ name }) => name)).toEqual([
    'desk/a.tsv',
    'desk/b.csv',
    'desk/old/d.jsonl',
  ]);
  const empty = folder('empty', entry('empty/readme.md'));
  expect(await droppedBatch({ files: [], folders: [empty] })).toBeUndefined();
});

test('pasted text is read as it is', async () => {
  const [source] = pastedBatch('a,b\n1,2').sources;
  expect(await new Response(source?.open()).text()).toBe('a,b\n1,2');
});
