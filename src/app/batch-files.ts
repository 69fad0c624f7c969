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
  for (const folder of folders) inFolders.push(...(await filesIn(folder)));
  return batchOf([...files.map((file) => ({ path: file.name, file })), ...inFolders]);
}

function batchOf(all: readonly PlacedFile[]): Batch | undefined {
  const isFolder = ({ path }: PlacedFile) => path.includes('/');
  const placed = all
    .filter((each) => !isFolder(each) || (TEXT.test(each.path) && !HIDDEN.test(each.path)))
    // By name, numbers in it as numbers: the browser gives them in any order.
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
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
      if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
      else
        found.push({
          path: entry.fullPath.slice(1),
          file: await fileOf(entry as FileSystemFileEntry),
        });
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
