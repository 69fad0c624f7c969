/** What was dropped on the page. */
export interface Dropped {
  readonly files: readonly File[];
  readonly folders: readonly FileSystemDirectoryEntry[];
}

/** What a drop holds: to be asked before the event ends, when the browser takes it away. */
export function droppedOf(transfer: DataTransfer | null): Dropped {
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
  const folders = entries.filter(isFolder);
  // A folder is among the files, too, as one that cannot be read.
  const files = [...(transfer?.files ?? [])].filter(
    ({ name }) => !folders.some((folder) => folder.name === name),
  );
  return { files, folders };
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory ?? false;
}
