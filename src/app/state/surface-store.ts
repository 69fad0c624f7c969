import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem, Surface } from '../../calibration/quotes/surface.ts';
import type { Field } from './field.ts';
import {
  editDocument,
  newDocument,
  type Origin,
  type SurfaceDocument,
} from './surface-document.ts';

/** An import that was refused, shown until dismissed. */
export interface Rejection {
  readonly title: string;
  readonly problems: readonly Problem[];
}

/** Text that is being read, to become the surface. */
export interface Reading {
  readonly title: string;
  /** When it began, in ms of `performance.now()`. */
  readonly since: number;
}

export interface SurfaceState {
  readonly document: SurfaceDocument;
  readonly past: readonly SurfaceDocument[];
  readonly future: readonly SurfaceDocument[];
  readonly rejection: Rejection | undefined;
  readonly reading: Reading | undefined;
  /** Types texts into fields, as one step of undo. */
  readonly edit: (edits: ReadonlyArray<readonly [Field, string]>) => void;
  /** Says that text is being read. The signal ends with any newer text, surface or refusal. */
  readonly startReading: (title: string) => AbortSignal;
  readonly stopReading: () => void;
  /** Takes a whole new surface, as one step of undo. */
  readonly replace: (surface: Surface, origin: Origin) => void;
  /** Says why an import was refused; the surface stays. */
  readonly reject: (rejection: Rejection) => void;
  readonly dismiss: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export type SurfaceStore = StoreApi<SurfaceState>;

const UNDO_STEPS = 200;

/** The surface being edited, with undo and redo. */
export function createSurfaceStore(surface: Surface, origin: Origin): SurfaceStore {
  let reading: AbortController | undefined;

  return createStore<SurfaceState>()((set, get) => {
    const step = (document: SurfaceDocument) => {
      const { document: before, past } = get();
      if (document === before) return;
      set({
        document,
        past: [...past.slice(1 - UNDO_STEPS), before],
        future: [],
        rejection: undefined,
      });
    };
    return {
      document: newDocument(surface, origin),
      past: [],
      future: [],
      rejection: undefined,
      reading: undefined,
      edit: (edits) => step(editDocument(get().document, edits)),
      startReading: (title) => {
        reading?.abort();
        reading = new AbortController();
        set({ reading: { title, since: performance.now() } });
        return reading.signal;
      },
      stopReading: () => {
        reading?.abort();
        set({ reading: undefined });
      },
      replace: (next, from) => {
        get().stopReading();
        step(newDocument(next, from));
      },
      reject: (rejection) => {
        get().stopReading();
        set({ rejection });
      },
      dismiss: () => set({ rejection: undefined }),
      undo: () => {
        const { document, past, future } = get();
        const before = past.at(-1);
        if (before === undefined) return;
        set({ document: before, past: past.slice(0, -1), future: [document, ...future] });
      },
      redo: () => {
        const { document, past, future } = get();
        const [after, ...rest] = future;
        if (after === undefined) return;
        set({ document: after, past: [...past, document], future: rest });
      },
    };
  });
}
