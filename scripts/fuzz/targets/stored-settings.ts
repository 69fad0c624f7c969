import { createRequestLog } from '../../../src/api/request-log.ts';
import { recentCommands } from '../../../src/app/features/guidance/recent-commands.ts';
import { createImportChoices } from '../../../src/app/features/import/import-choices.ts';
import type { Doubt } from '../../../src/app/features/import/reading-options.ts';
import { createConnectionStore } from '../../../src/app/state/connection-store.ts';
import type { SmallStorage } from '../../../src/app/state/small-storage.ts';
import { createViewStore } from '../../../src/app/state/view-store.ts';
import { createDesk } from '../desk.ts';
import { junk, mutated } from '../mutate.ts';
import { claim, claimCleanPrototypes, type Verdict } from '../target.ts';
import type { StoredDoor } from './stored.ts';

/** The small texts in the browser's storage: what is none of the known ones counts as not there. */

const SHAPE = 'grid 21×11 \t text';
const doubt: Doubt = { about: 'values', question: 'Prices or volatilities?', between: 'a b' };
const choices = JSON.stringify([
  [`values: a b in ${SHAPE}`, 'percent'],
  ['numbers: x in y', ','],
]);

const kept: ReadonlyArray<readonly [key: string, values: readonly string[]]> = [
  ['theme', ['dark', 'light', 'system']],
  ['numbers', ['.', ',', 'system']],
  ['import-choices', [choices]],
  ['recent-commands', ['calibrate undo theme', 'a b c d e f g']],
  ['levy-server', ['http://localhost:8000/', 'https://example.org/api/']],
];

export const settingDoors: readonly StoredDoor[] = kept.map(([key, values]) => ({
  way: `setting ${key}`,
  draw: (random) =>
    random.below(5) === 0
      ? junk(random)
      : mutated(random.pick(values), random, random.pick(values)),
  meet: (data) => meet(key, data, values),
}));

const { surfaces } = await createDesk();

async function meet(key: string, data: string, values: readonly string[]): Promise<Verdict> {
  const storage: SmallStorage = {
    read: (asked) => (asked === key ? data : null),
    write: () => {},
  };
  const { document } = surfaces.getState();
  const { theme, numbers } = createViewStore(storage, surfaces).getState();
  claim(['system', 'light', 'dark'].includes(theme), `There is no theme ${theme}.`);
  claim(['system', '.', ','].includes(numbers), `There is no decimal mark ${numbers}.`);
  const recalled = createImportChoices(storage).recall(SHAPE, doubt)?.values;
  const known = [undefined, 'price', 'percent', 'fraction'];
  claim(known.includes(recalled), `There is no choice ${recalled}.`);
  claim(recentCommands(storage).length <= 5, 'There are too many commands.');
  const called = serversCalled(storage);
  for (const url of called) claim(/^https?:\/\/[^/@]+\//.test(url), `${url} is no server.`);
  claimCleanPrototypes();
  claim(surfaces.getState().document === document, 'A setting has changed the surface.');
  const isTaken = values.includes(data) || recalled !== undefined || called.length > 0;
  return isTaken ? 'accepted' : 'refused';
}

/** The servers that the page would speak to. */
function serversCalled(storage: SmallStorage): readonly string[] {
  const called: string[] = [];
  createConnectionStore({
    log: createRequestLog(),
    local: new Promise(() => {}),
    connectServer: ({ url }) => {
      called.push(url);
      const never = () => new Promise<never>(() => {});
      const client = {
        calibrate: never,
        health: never,
        models: never,
        warmUp: never,
        clearCache: never,
      };
      return { kind: 'server', client } as never;
    },
    storage,
    tab: { read: () => null, write: () => {} },
  });
  return called;
}
