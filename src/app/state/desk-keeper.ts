import { type Desk, deskOf } from './desk.ts';
import type { DeskWriter } from './desk-writer.ts';
import type { Stores } from './stores.ts';

/** What was done in so short a time a crash may take. */
const KEEP_MS = 250;

export interface Keeper {
  /** Gives it a writer that is open by now: from then on the page's last word is sure to be kept. */
  readonly take: (opened: DeskWriter) => void;
}

/**
 * Keeps the desk as it changes: a moment after a change, and at once where the page may be about to
 * end.
 * @param openWriter called again after it has rejected
 * @param kept called after each writing that succeeded
 */
export function keepDesk(
  stores: Pick<Stores, 'surfaces' | 'calibrations' | 'view' | 'desk'>,
  openWriter: () => Promise<DeskWriter>,
  page: PageEnds,
  kept: () => void = () => {},
): Keeper {
  const { surfaces, calibrations, view, desk: troubles } = stores;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writer: DeskWriter | undefined;
  let isWriting = false;
  let last: readonly unknown[] = [];

  const note = (trouble: Awaited<ReturnType<DeskWriter['write']>>, desk: Desk) => {
    const { trouble: before, note: say } = troubles.getState();
    if (!trouble) {
      kept();
      if (before !== 'unreadable') say(undefined);
      return;
    }
    // Where nothing was done yet there is nothing to lose.
    if (trouble !== 'not-kept' || desk.past.length > 0) say(trouble);
  };

  /** Takes up to the database what the page is like by then; at once where that is open. */
  const write = async (isLast: boolean) => {
    try {
      writer ??= await openWriter();
      last = partsOf(stores);
      const desk = deskOf(stores);
      note(await writer.write(desk, isLast), desk);
    } catch {
      last = partsOf(stores);
      note('not-kept', deskOf(stores));
    }
  };

  /** Writes what differs by then, in a moment. */
  const wait = () => {
    if (timer !== undefined || isWriting || !hasChanged()) return;
    timer = setTimeout(() => {
      timer = undefined;
      isWriting = true;
      void write(false).finally(() => {
        isWriting = false;
        wait();
      });
    }, KEEP_MS);
  };

  const hasChanged = () => {
    const now = partsOf(stores);
    return now.some((part, i) => part !== last[i]);
  };

  for (const store of [surfaces, calibrations, view]) store.subscribe(wait);
  page(() => {
    if (!hasChanged() && !isWriting) return;
    clearTimeout(timer);
    timer = undefined;
    void write(true);
  });
  wait();
  return {
    take: (opened) => {
      writer = opened;
    },
  };
}

/** Calls back where the page may be gone, or asleep, without another word. */
export type PageEnds = (mayEnd: () => void) => void;

export const browserPageEnds: PageEnds = (mayEnd) => {
  addEventListener('pagehide', mayEnd);
  document.addEventListener('freeze', mayEnd);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') mayEnd();
  });
};

/** What a desk is made of, to be compared by identity. */
function partsOf({ surfaces, calibrations, view }: Parameters<typeof deskOf>[0]) {
  const { document, past, future } = surfaces.getState();
  const { model, settings, outcome, comparison, cancelled } = calibrations.getState();
  const { gridView, plotView, maturity } = view.getState();
  const asked = [model, settings, outcome, comparison, cancelled];
  return [document, past, future, ...asked, gridView, plotView, maturity];
}
