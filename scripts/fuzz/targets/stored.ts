import type { Random } from '../random.ts';
import type { Target, Verdict } from '../target.ts';
import { networkDoors } from './stored-networks.ts';
import { recordDoors } from './stored-records.ts';
import { settingDoors } from './stored-settings.ts';

/** Something that was kept, and comes back altered. */
export interface StoredDoor {
  readonly way: string;
  readonly draw: (random: Random) => string;
  readonly meet: (data: string) => Promise<Verdict>;
}

/** What else the page keeps is read by a door of its own here. */
const doors: readonly StoredDoor[] = [...recordDoors, ...settingDoors, ...networkDoors];

/** What lies in the browser's storage, in files and on the server. */
export const storedTarget: Target = {
  name: 'stored',
  draw: (random) => {
    const { way, draw } = random.pick(doors);
    return { way, data: draw(random) };
  },
  meet: async ({ way, data }) => {
    const door = doors.find((each) => each.way === way);
    if (!door) throw new Error(`There is no way ${way}.`);
    return door.meet(data);
  },
};
