import { useRef, useState } from 'react';
import { useStores } from '../../state/stores.ts';
import { readSessionFile } from './read-session-file.ts';

/** Of 500 calibrations with their results, or of a million cells, with room to spare. */
const LARGEST_FILE = 50_000_000;

/** A file being read. */
export interface HistoryReading {
  readonly name: string;
  /** In ms of `performance.now()`. */
  readonly since: number;
  readonly done: number;
  /** Undefined until the whole file was looked through. */
  readonly total: number | undefined;
  readonly cancel: () => void;
}

/** What came of a file. */
export interface Said {
  readonly text: string;
  readonly isProblem: boolean;
}

/** Takes files of kept calibrations into the history, and says what came of the last one. */
export function useHistoryImport() {
  const { history } = useStores();
  const [reading, setReading] = useState<HistoryReading>();
  const [said, setSaid] = useState<Said>();
  const newest = useRef<AbortController>(undefined);

  const read = async (file: File, signal: AbortSignal): Promise<Said> => {
    const onProgress = (done: number, total: number) =>
      setReading((before) => before && { ...before, done, total });
    try {
      const session = await readSessionFile(file, { signal, onProgress });
      if (!session) return problem(`${file.name} is no file that this page has exported.`);
      if (!session.ok) return problem(session.problems.map(({ message }) => message).join(' '));
      const { added } = history.getState().add(session.value);
      const known = session.value.length - added;
      const here = known > 0 ? `, ${known} were here already` : '';
      return { text: `${added} read from ${file.name}${here}.`, isProblem: false };
    } catch (error) {
      return signal.aborted
        ? { text: `Nothing was taken from ${file.name}.`, isProblem: false }
        : problem(`The file could not be opened: ${error}.`);
    }
  };

  const take = async (file: File | undefined) => {
    if (!file) return;
    const { name, size } = file;
    if (size > LARGEST_FILE) {
      const limit = `larger than ${LARGEST_FILE / 1e6} MB, and no history is`;
      setSaid(problem(`${name} is ${limit}. Choose a file that this page has exported.`));
      return;
    }
    const stop = new AbortController();
    newest.current?.abort();
    newest.current = stop;
    const cancel = () => stop.abort();
    setSaid(undefined);
    setReading({ name, since: performance.now(), done: 0, total: undefined, cancel });
    const end = await read(file, stop.signal);
    if (newest.current !== stop) return;
    setSaid(end);
    setReading(undefined);
  };

  return { take, reading, said, say: setSaid };
}

function problem(text: string): Said {
  return { text, isProblem: true };
}
