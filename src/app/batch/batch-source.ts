/** A file of a batch; those of a folder are read one after the other. */
export interface BatchSource {
  /** As messages name it: a folder's file by its path in the folder. */
  readonly name: string;
  /** Bytes, where known. */
  readonly size?: number;
  readonly open: () => ReadableStream<Uint8Array>;
}

/** A file that was chosen or dropped. */
export function fileSource(file: File, name = file.webkitRelativePath || file.name): BatchSource {
  return { name, size: file.size, open: () => file.stream() };
}

/** Pasted text. */
export function textSource(name: string, text: string): BatchSource {
  const blob = new Blob([text]);
  return { name, size: blob.size, open: () => blob.stream() };
}
