import fc from 'fast-check';
import { someOutcome } from '../../../src/app/exchange/outcome.fixture.ts';
import { anyItem } from '../../../src/app/exchange/saved-item.fixture.ts';
import { itemText, sessionText } from '../../../src/app/exchange/session-file.ts';
import { samples } from '../../../src/app/features/import/example-samples.ts';
import { sessionOffer } from '../../../src/app/open-session.ts';
import { restore } from '../../../src/app/restore.ts';
import { readEntry } from '../../../src/app/state/history-record.ts';
import { createHistoryStore } from '../../../src/app/state/history-store.ts';
import { savedCalibration } from '../../../src/app/state/saved-calibration.ts';
import { claimSound, createDesk } from '../desk.ts';
import { junk, mutated } from '../mutate.ts';
import type { Random } from '../random.ts';
import { claim, claimCleanPrototypes, type Verdict } from '../target.ts';
import type { StoredDoor } from './stored.ts';

/** Calibrations that were kept: records of the history, and session files. */

const ID = 'damaged-1';
const GOOD = 'good-1';
const origin = { title: 'Kept', notes: ['One note.'] };
const real = samples
  .slice(0, 3)
  .map((sample) => savedCalibration(someOutcome(sample.make()), origin));
const items = [...real, ...fc.sample(anyItem, { numRuns: 40, seed: 3 })];
const records = items.map((item) => itemText({ ...item, id: ID }));
const good = itemText({ ...items[0], id: GOOD } as (typeof items)[number]);
const sessions = items.map((item, i) => sessionText(i % 4 === 0 ? items.slice(i, i + 3) : [item]));
const desk = await createDesk();

export const recordDoors: readonly StoredDoor[] = [
  { way: 'history record', draw: (random) => spoilt(records, random), meet: meetRecord },
  { way: 'session file', draw: (random) => spoilt(sessions, random), meet: meetSession },
];

function spoilt(texts: readonly string[], random: Random): string {
  return random.below(20) === 0
    ? junk(random)
    : mutated(random.pick(texts), random, random.pick(texts));
}

/** A record that is damaged is left out and counted, and its neighbour is read. */
async function meetRecord(data: string): Promise<Verdict> {
  const kept = new Map([
    [ID, data],
    [GOOD, good],
  ]);
  const put: string[] = [];
  const history = createHistoryStore(async () => ({
    read: async (_, onEntries) => {
      const entries = [...kept].flatMap(([id, text]) => readEntry(text, id) ?? []);
      onEntries(entries);
      return { ids: new Set(kept.keys()), unreadable: kept.size - entries.length };
    },
    put: async (entries) => void put.push(...entries.map(({ id }) => id)),
    remove: async () => claim(false, 'A record was removed.'),
  }));
  await history.getState().load();
  claimCleanPrototypes();
  const { entries, troubles } = history.getState();
  claim(put.length === 0, 'A record was written.');
  claim(
    entries.some(({ id }) => id === GOOD),
    'A sound record was lost.',
  );
  const damaged = entries.find(({ id }) => id === ID);
  claim((damaged !== undefined) === (troubles.length === 0), 'A lost record is not told of.');
  if (!damaged) return 'refused';
  claimSound(damaged.saved.surface);
  await restored(damaged.saved);
  return 'accepted';
}

async function meetSession(data: string): Promise<Verdict> {
  const { entries } = desk.history.getState();
  const { document } = desk.surfaces.getState();
  const offer = sessionOffer(desk, data);
  claimCleanPrototypes();
  claim(desk.history.getState().entries === entries, 'Only looked at, a file was kept.');
  claim(desk.surfaces.getState().document === document, 'Only looked at, a file was shown.');
  if (!offer?.ok) {
    claim(offer === undefined || offer.problems.length > 0, 'A refusal says nothing.');
    return 'refused';
  }
  claimSound(offer.value.surface);
  return 'accepted';
}

/** Shows what was kept; where that cannot be, the surface stays and a sentence says so. */
async function restored(saved: Parameters<typeof restore>[1]): Promise<void> {
  const { surfaces } = desk;
  const { document } = surfaces.getState();
  surfaces.getState().dismiss();
  await restore(desk, saved);
  const after = surfaces.getState();
  if (after.document !== document) after.undo();
  else claim(after.rejection !== undefined, 'Nothing was shown, and nothing said.');
}
