import type { Stores } from '../state/stores.ts';
import { calibrationCommands } from './calibration-commands.ts';
import type { Command } from './command.ts';
import { deskCommands } from './desk-commands.ts';
import type { Page } from './page.ts';
import { surfaceCommands } from './surface-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Everything that can be done, in one list: keys, palette, menus and cheat sheet are read from it. */
export function allCommands(stores: Stores, page: Page): readonly Command[] {
  return [
    ...calibrationCommands(stores),
    ...surfaceCommands(stores, page),
    ...viewCommands(stores, page),
    ...deskCommands(stores),
  ];
}
