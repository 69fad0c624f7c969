import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result, Surface } from '../../calibration/quotes/surface.ts';
import { findModel } from '../../levy/models.ts';
import { choiceWords } from '../features/import/choice-words.ts';
import type { ImportChoices } from '../features/import/import-choices.ts';
import type { ImportResult } from '../features/import/imported-surface.ts';
import type { ReadSurface } from '../features/import/reader.ts';
import type { ReadingOptions } from '../features/import/reading-options.ts';
import { answersTo, type RaisedDoubt, type Settled, settle } from '../features/import/settle.ts';
import { tooLarge } from '../features/import/text-limit.ts';
import type { CalibrationStore } from './calibration-store.ts';
import { ownMarket } from './surface-document.ts';
import type { SurfaceStore } from './surface-store.ts';
import type { ViewStore } from './view-store.ts';

/** A text, named for the analyst. */
export interface ImportText {
  readonly title: string;
  readonly fileName?: string;
  readonly text: string;
}

/** What a file of kept calibrations offers. */
export interface SessionOffer {
  readonly surface: Surface;
  readonly notes: readonly string[];
  /** Shows the calibration, and keeps all. */
  readonly take: () => void;
}

/** A text in the import dialog, and how it is read so far. */
export interface ImportDraft extends ImportText {
  /** What was chosen, by the analyst or as a proposal. */
  readonly options: ReadingOptions;
  /** Undefined until the text was read once. */
  readonly result: ImportResult | undefined;
  readonly raised: readonly RaisedDoubt[];
  /** Where the text is a file of kept calibrations. */
  readonly session?: SessionOffer;
  /** When the reading under way began, in ms of `performance.now()`; undefined where there is none. */
  readonly since: number | undefined;
}

export interface ImportState {
  /** What stands in the import dialog. */
  readonly draft: ImportDraft | undefined;
  /** The last text that was read, to be read again in another way. */
  readonly last: (ImportText & { readonly options: ReadingOptions }) | undefined;
  /** Reads a text and takes its surface, or opens the dialog where a doubt is left. */
  readonly offer: (source: ImportText, signal: AbortSignal, read: ReadSurface) => Promise<void>;
  /** Puts a text into the dialog; it is read after `delay` ms without another. */
  readonly write: (source: ImportText, delay?: number) => void;
  /** Reads the last text again, as it was read then. */
  readonly reopen: () => void;
  /** Changes how the text in the dialog is read. */
  readonly choose: (change: ReadingOptions) => void;
  /** Takes the surface in the dialog, if it is one, and closes it. */
  readonly use: () => void;
  /** Takes the text out of the dialog; the surface on screen stays. */
  readonly discard: () => void;
}

export type ImportStore = StoreApi<ImportState>;

interface Surroundings {
  readonly surfaces: SurfaceStore;
  readonly calibrations: CalibrationStore;
  readonly view: ViewStore;
  readonly choices: ImportChoices;
  readonly read: ReadSurface;
  /** Undefined where the text is no file of kept calibrations. */
  readonly readSession: (text: string) => Promise<Result<SessionOffer> | undefined>;
}

/** Stands in every file of kept calibrations: others need no look at them. */
const SESSION_MARK = '"levy-calibration"';

/** Texts on their way to a surface. */
export function createImportStore(surroundings: Surroundings): ImportStore {
  const { surfaces, calibrations, view, choices } = surroundings;
  let stop: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return createStore<ImportState>()((set, get) => {
    const context = ({ fileName }: ImportText) => ({
      ...ownMarket(surfaces.getState().document),
      today: localDate(),
      ...(fileName !== undefined && { fileName }),
    });

    const take = (source: ImportText, { result, options, recalled }: Omit<Settled, 'asks'>) => {
      if (!result.ok) return;
      const { surface, model, notes } = result.value;
      const market = ownMarket(surfaces.getState().document);
      const again = choiceWords(recalled);
      const chosen = choiceWords(
        Object.fromEntries(Object.entries(options).filter(([name]) => !(name in recalled))),
      );
      const how = [
        ...(again === '' ? [] : [`Read as last time: ${again}. Import lets you change it.`]),
        ...(chosen === '' ? [] : [`Chosen at import: ${chosen}.`]),
      ];
      const { title } = source;
      surfaces.getState().replace(surface, { title, notes: [...how, ...notes], market });
      const named = model === undefined ? undefined : findModel(model);
      if (named !== undefined) calibrations.getState().choose(named);
      set({ last: { ...source, options } });
    };

    const readSession = async (text: string) =>
      tooLarge(text.length) === undefined && text.includes(SESSION_MARK)
        ? surroundings.readSession(text)
        : undefined;

    const readDraft = async (given: ReadingOptions, earlier: readonly RaisedDoubt[]) => {
      const { draft } = get();
      stop?.abort();
      clearTimeout(timer);
      if (!draft) return;
      stop = new AbortController();
      const { signal } = stop;
      set({ draft: { ...draft, options: given, since: performance.now() } });
      const session = await readSession(draft.text);
      if (signal.aborted) return;
      if (session) {
        const result = session.ok ? { ...session, value: plainSurface(session.value) } : session;
        const offered = session.ok && { session: session.value };
        set({ draft: { ...draft, result, raised: [], since: undefined, ...offered } });
        return;
      }
      const settled = await settle(
        draft.text,
        context(draft),
        signal,
        surroundings.read,
        choices,
        given,
      );
      const { draft: now } = get();
      if (!settled || signal.aborted || !now) return;
      const { result, options, raised } = settled;
      const known = earlier.filter(({ doubt }) => options[doubt.about] !== undefined);
      set({ draft: { ...now, result, options, raised: merged(known, raised), since: undefined } });
    };

    return {
      draft: undefined,
      last: undefined,
      offer: async (source, signal, read) => {
        const session = await readSession(source.text);
        if (session?.ok) {
          if (signal.aborted) return;
          if (view.getState().overlay === 'import') view.getState().close();
          session.value.take();
          return;
        }
        const settled = session
          ? { result: session, options: {}, raised: [], recalled: {}, asks: false }
          : await settle(source.text, context(source), signal, read, choices);
        if (signal.aborted || !settled) return;
        const { result, options, raised, recalled, asks } = settled;
        if (asks || (!result.ok && raised.length > 0)) {
          surfaces.getState().stopReading();
          stop?.abort();
          set({ draft: { ...plain(source), options, result, raised, since: undefined } });
          view.getState().open('import');
          return;
        }
        if (view.getState().overlay === 'import') view.getState().close();
        if (result.ok) {
          take(source, { result, options, raised, recalled });
          return;
        }
        surfaces.getState().reject({
          title: `${source.title} could not be read. The surface on screen is unchanged.`,
          problems: result.problems,
        });
        if (tooLarge(source.text.length) === undefined) set({ last: { ...source, options } });
      },
      write: (source, delay = 0) => {
        stop?.abort();
        clearTimeout(timer);
        if (source.text === '') {
          set({ draft: undefined });
          return;
        }
        const large = tooLarge(source.text.length);
        if (large !== undefined) {
          const result = { ok: false, problems: [{ message: large }] } as const;
          // Neither kept nor shown: it would fill the memory and hold the page up.
          const text = '';
          set({ draft: { ...source, text, options: {}, result, raised: [], since: undefined } });
          return;
        }
        const { draft } = get();
        const kept = { result: draft?.result, raised: draft?.raised ?? [] };
        set({ draft: { ...plain(source), options: {}, ...kept, since: performance.now() } });
        timer = setTimeout(() => void readDraft({}, []), delay);
      },
      reopen: () => {
        const { last } = get();
        if (!last) return;
        surfaces.getState().dismiss();
        const { options, ...source } = last;
        const opened = { result: undefined, raised: [], since: undefined };
        set({ draft: { ...plain(source), options, ...opened } });
        void readDraft(options, []);
      },
      choose: (change) => {
        const { draft } = get();
        if (draft) void readDraft({ ...draft.options, ...change }, draft.raised);
      },
      use: () => {
        const { draft } = get();
        if (!draft?.result?.ok || draft.since !== undefined) return;
        const { result, options, raised, title, fileName, text, session } = draft;
        choices.keep(answersTo(raised, options));
        const source = { title, text, ...(fileName !== undefined && { fileName }) };
        set({ draft: undefined });
        if (session) session.take();
        else take(source, { result, options, raised, recalled: {} });
        view.getState().close();
      },
      discard: () => {
        stop?.abort();
        clearTimeout(timer);
        const { draft } = get();
        if (!draft) return;
        const { title, fileName, text, options } = draft;
        const last = { title, text, options, ...(fileName !== undefined && { fileName }) };
        set({ draft: undefined, ...(text !== '' && { last }) });
      },
    };
  });
}

function plainSurface({ surface, notes }: SessionOffer) {
  return { surface, notes };
}

/** A text field has no other line ends: it would take any for a change by the analyst. */
function plain<T extends ImportText>(source: T): T {
  return { ...source, text: source.text.replace(/\r\n?/g, '\n') };
}

/** Each doubt once, those of before first. */
function merged(
  before: readonly RaisedDoubt[],
  now: readonly RaisedDoubt[],
): readonly RaisedDoubt[] {
  const fresh = now.filter(({ doubt }) => !before.some((old) => old.doubt.about === doubt.about));
  return [...before, ...fresh];
}

/** Today in the analyst's own time zone, ISO. */
function localDate(): string {
  const now = new Date();
  return new Date(now.getTime() - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
}
