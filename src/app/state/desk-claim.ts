import { DESK_KEY } from './desk.ts';
import type { DeskHead } from './desk-database.ts';
import type { SpokenDesks } from './desk-last-words.ts';
import type { DeskLocks } from './desk-locks.ts';
import type { SmallStorage } from './small-storage.ts';

/** The desk that a page has for itself. */
export interface DeskClaim {
  readonly id: string;
  /** What lay on it, or on the one that it is a copy of; not read yet. Undefined where nothing did. */
  readonly stored: unknown;
  /** Whether somebody worked at it. */
  readonly isTouched: boolean;
  /** The greatest order of any desk. */
  readonly newest: number;
}

export interface DeskPlaces {
  readonly database: SpokenDesks;
  readonly locks: DeskLocks;
  /** Names the desk of this tab; a reload keeps it. */
  readonly tab: SmallStorage;
}

/** A page that was reloaded may still hold its lock for a moment. */
const RELOAD_MS = 300;
/** Desks beyond so many go, the oldest first, but for those in use. */
const MOST_DESKS = 5;

/**
 * Takes this tab's own desk, which it has after a reload; else the newest that no tab has, since its
 * tab was closed or has crashed; else a new one. A tab that was duplicated gets a copy: no two tabs
 * ever write to one desk.
 */
export async function claimDesk(places: DeskPlaces): Promise<DeskClaim> {
  const { database, locks, tab } = places;
  const heads = newestFirst(await database.heads());
  const from = async ({ id, order }: Pick<DeskHead, 'id' | 'order'>) => ({
    stored: await database.read(id),
    isTouched: order > 0,
    newest: heads[0]?.order ?? 0,
  });
  const own = tab.read(DESK_KEY);
  if (own !== null && /^[\w-]{1,64}$/.test(own)) {
    const head = heads.find(({ id }) => id === own) ?? { id: own, order: 0 };
    if (await locks.hold(own, RELOAD_MS)) return { id: own, ...(await from(head)) };
    return { ...(await freshDesk(places)), ...(await from(head)) };
  }
  for (const head of heads) {
    const { id, unreadable } = head;
    if (unreadable || !(await locks.hold(id))) continue;
    tab.write(DESK_KEY, id);
    return { id, ...(await from(head)) };
  }
  return freshDesk(places);
}

/** A desk on which nothing lies. */
export async function freshDesk({ database, locks, tab }: DeskPlaces): Promise<DeskClaim> {
  const newest = newestFirst(await database.heads())[0]?.order ?? 0;
  const id = crypto.randomUUID();
  await locks.hold(id);
  tab.write(DESK_KEY, id);
  return { id, stored: undefined, isTouched: false, newest };
}

/** Leaves a desk that cannot be read as it is, for a version that can, and takes a new one. */
export async function setAside(claim: DeskClaim, places: DeskPlaces): Promise<DeskClaim> {
  const { database, locks } = places;
  const head = (await database.heads()).find(({ id }) => id === claim.id);
  if (head) await database.mark({ ...head, unreadable: true });
  locks.letGo(claim.id);
  return freshDesk(places);
}

/** Removes the oldest desks that no tab has, until `most` are left. */
export async function pruneDesks(
  { database, locks }: Pick<DeskPlaces, 'database' | 'locks'>,
  own: string,
  most = MOST_DESKS,
): Promise<void> {
  const others = newestFirst(await database.heads()).filter(({ id }) => id !== own);
  const old = others.slice(most - 1);
  for (const { id } of old) {
    if (!(await locks.hold(id))) continue;
    await database.remove(id);
    locks.letGo(id);
  }
}

function newestFirst(heads: readonly DeskHead[]): readonly DeskHead[] {
  return heads.toSorted((a, b) => b.order - a.order);
}
