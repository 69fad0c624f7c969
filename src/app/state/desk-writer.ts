import { models } from '../../levy/models.ts';
import type { Desk } from './desk.ts';
import { type DeskClaim, type DeskPlaces, pruneDesks } from './desk-claim.ts';
import { writeDesk } from './desk-record.ts';
import type { DeskTrouble } from './desk-store.ts';
import { defaultSettings, sameSettings } from './fit-settings.ts';

export interface DeskWriter {
  /**
   * Writes the desk in place of the one before; never rejects.
   * @param isLast whether the page may be gone before anything is answered: the writing is then on
   *   its way when this returns
   */
  readonly write: (desk: Desk, isLast: boolean) => Promise<DeskTrouble | undefined>;
}

/** Writes to a desk that this page has for itself. */
export function createDeskWriter(
  { id, isTouched: wasTouched, newest }: DeskClaim,
  { database, locks }: Pick<DeskPlaces, 'database' | 'locks'>,
  now: () => number = Date.now,
): DeskWriter {
  let order = newest;
  let isTouched = wasTouched;
  let isPruned = false;
  let writings = 0;

  const put = (desk: Desk, steps = true, isLast = false) => {
    isTouched ||= hasWork(desk);
    // A clock may be set back: a time counts only where it is later than all before.
    order = Math.max(now(), order + 1);
    const head = { id, order: isTouched ? order : 0, unreadable: false };
    const written = writeDesk(desk, steps);
    return isLast ? database.writeLast(head, written) : database.write(head, written);
  };

  /** Makes room, and gives up what can be done without before what cannot. */
  const putLess = async (desk: Desk): Promise<DeskTrouble | undefined> => {
    await pruneDesks({ database, locks }, id, 1);
    try {
      await put(desk);
      return undefined;
    } catch (error) {
      if (!isFull(error)) return 'not-kept';
    }
    await put({ ...desk, answer: undefined }, false);
    return 'nearly-full';
  };

  return {
    write: async (desk, isLast) => {
      const own = ++writings;
      try {
        if (!isLast) {
          const orders = (await database.heads()).map((head) => head.order);
          order = Math.max(order, ...orders);
          if (own !== writings) return undefined;
        }
        await put(desk, true, isLast);
        if (!isPruned) await pruneDesks({ database, locks }, id).catch(() => undefined);
        isPruned = true;
        return undefined;
      } catch (error) {
        if (!isFull(error)) return 'not-kept';
      }
      if (own !== writings) return 'full';
      return putLess(desk).catch(() => 'full' as const);
    },
  };
}

function hasWork({ past, future, model, settings }: Desk): boolean {
  const isFirst = model === models[0] && sameSettings(settings, defaultSettings);
  return past.length > 0 || future.length > 0 || !isFirst;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
