import type { Outcome } from './calibration-store.ts';
import { DESK_DATABASE, type Desk } from './desk.ts';
import { claimDesk, type DeskClaim, type DeskPlaces, freshDesk, setAside } from './desk-claim.ts';
import { openDeskDatabase } from './desk-database.ts';
import { withLastWords } from './desk-last-words.ts';
import { deskLocks } from './desk-locks.ts';
import { readDesk } from './desk-record.ts';
import { createDeskWriter, type DeskWriter } from './desk-writer.ts';
import { runInTasks } from './run-steps.ts';
import { outcomeOf } from './saved-calibration.ts';
import { browserStorage, type SmallStorage, tabStorage } from './small-storage.ts';

/** A desk as it was left. */
export interface LeftDesk {
  readonly desk: Desk;
  /** Of its answer, as it was; none where that cannot be shown. */
  readonly outcomes: readonly Outcome[];
}

export interface OpenedDesk {
  readonly writer: DeskWriter;
  readonly left: LeftDesk | undefined;
  /** Whether something was kept that cannot be read. */
  readonly isUnreadable: boolean;
  /** Says that what was left is on the screen. */
  readonly drawn: () => void;
}

/** The desk being opened, and how often that was tried. */
const OPENING_KEY = 'levy-desk-opening';
/** A desk with which the page ends before it is drawn would do so at every visit. */
const MOST_TRIES = 3;

/** What the page may be kept from answering input. */
const TASK_MS = 12;

/** The desk that this tab goes on with; rejects where the browser keeps nothing. */
export async function openDesk(
  places: DeskPlaces = browserPlaces(),
  browser: SmallStorage = browserStorage,
): Promise<OpenedDesk> {
  const claim = await claimDesk(places);
  const { stored } = claim;
  const [opening, tries] = (browser.read(OPENING_KEY) ?? '').split(' ');
  const tried = opening === claim.id ? Number(tries) : 0;
  const isHarmful = tried >= MOST_TRIES;
  browser.write(OPENING_KEY, isHarmful ? '' : `${claim.id} ${tried + 1}`);
  const left = stored === undefined || isHarmful ? undefined : await readLeft(stored);
  const isUnreadable = stored !== undefined && left === undefined;
  const own = isUnreadable ? await setAside(claim, places) : claim;
  return {
    writer: createDeskWriter(own, places),
    left,
    isUnreadable,
    drawn: () => browser.write(OPENING_KEY, ''),
  };
}

/** A desk of this tab's own, whatever was kept before; rejects where the browser keeps nothing. */
export async function newDesk(places: DeskPlaces = browserPlaces()): Promise<DeskWriter> {
  const claim: DeskClaim = await freshDesk(places);
  return createDeskWriter(claim, places);
}

function browserPlaces(): DeskPlaces {
  // Only secure pages have locks, and without them two tabs could write to one desk.
  if (!('locks' in navigator)) throw new Error('This browser has no locks here.');
  return {
    database: withLastWords(openDeskDatabase(DESK_DATABASE), browserStorage),
    locks: deskLocks(navigator.locks),
    tab: tabStorage,
  };
}

async function readLeft(stored: unknown): Promise<LeftDesk | undefined> {
  try {
    const read = await runInTasks(readDesk(stored), TASK_MS);
    return read.ok ? { desk: read.value, outcomes: await outcomesOf(read.value) } : undefined;
  } catch {
    return undefined;
  }
}

async function outcomesOf({ answer, document }: Desk): Promise<readonly Outcome[]> {
  if (!answer) return [];
  const { surface, settings, calibrations } = answer;
  const { origin } = document;
  const outcomes: Outcome[] = [];
  for (const calibration of calibrations) {
    const saved = { surface, origin, model: calibration.model, settings, calibration };
    const outcome = await outcomeOf(saved).catch(() => undefined);
    // Without the one on screen the others answer nothing.
    if (!outcome) break;
    outcomes.push(outcome);
  }
  return outcomes;
}
