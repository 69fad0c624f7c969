import { fileSource, textSource } from './batch/batch-source.ts';
import type { Dropped } from './dropped-files.ts';
import type { Batch } from './state/batch/batch-store.ts';

/** A file with its path in the folder that it came from. */
interface PlacedFile {
  readonly path: string;
  readonly file: File;
}

/** Files that may hold surfaces: a folder has others beside them. */
const TEXT = /\.(?:csv|tsv|txt|json|jsonl|ndjson)$/i;
const HIDDEN = /(?:^|\/)\./;

/** By name, numbers in it as numbers: the browser gives files in any order. */
const { compare } = new Intl.Collator('en', { numeric: true });

/** The files that were chosen, as a batch; undefined where there is none. */
export function chosenBatch(files: readonly File[]): Batch | undefined {
  return batchOf(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** Text as a batch. */
export function pastedBatch(text: string): Batch {
  const title = 'Pasted surfaces';
  return { title, sources: [textSource(title, text)] };
}

/** What was dropped, folders with all that is in them, as a batch; undefined where that is nothing. */
export async function droppedBatch({ files, folders }: Dropped): Promise<Batch | undefined> {
  const inFolders: PlacedFile[] = [];
  for (const folder of folders) for (const file of await filesIn(folder)) inFolders.push(file);
  return batchOf([...files.map((file) => ({ path: file.name, file })), ...inFolders]);
}

function batchOf(all: readonly PlacedFile[]): Batch | undefined {
  const isFolder = ({ path }: PlacedFile) => path.includes('/');
  const placed = all
    .filter((each) => !isFolder(each) || mayHold(each.path))
    .sort((a, b) => compare(a.path, b.path));
  const [first] = placed;
  if (!first) return undefined;
  const folders = new Set(placed.map(({ path }) => path.split('/').slice(0, -1)[0] ?? ''));
  const [folder = ''] = folders;
  const title =
    placed.length === 1
      ? first.path
      : folders.size === 1 && folder !== ''
        ? `${folder}, ${placed.length} files`
        : `${placed.length} files`;
  return {
    title,
    sources: placed.map(({ path, file }) => fileSource(file, path)),
  };
}

/** Whether a file in a folder may hold surfaces. */
function mayHold(path: string): boolean {
  return TEXT.test(path) && !HIDDEN.test(path);
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<PlacedFile[]> {
  const reader = folder.createReader();
  const found: PlacedFile[] = [];
  for (;;) {
    // Each call gives some; none is the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const entry of entries) {
      const path = entry.fullPath.slice(1);
      if (entry.isDirectory) {
        if (HIDDEN.test(path)) continue;
        // One by one: a folder may have more files than a call has arguments.
        for (const inner of await filesIn(entry as FileSystemDirectoryEntry)) found.push(inner);
      } else if (mayHold(path)) {
        found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
      }
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
