import { surfaceToText } from '../exchange/surface-text.ts';
import { samples } from '../features/import/example-samples.ts';
import { defaultSettings } from '../state/fit-settings.ts';
import type { Stores } from '../state/stores.ts';
import { chooseSample } from './choose-sample.ts';
import type { Command } from './command.ts';
import type { Page } from './page.ts';

/** What the surface is, and its undoing. */
export function surfaceCommands(stores: Stores, page: Page): Command[] {
  const { surfaces, view } = stores;
  const copy = async () => {
    const isCopied = await page.copy(surfaceToText(surfaces.getState().document.surface));
    view
      .getState()
      .tell(isCopied ? 'The surface is on the clipboard.' : 'Copying is not allowed here.');
  };
  return [
    {
      id: 'import',
      title: 'Import a table or file…',
      group: 'Surface',
      keys: ['Alt+Shift+O'],
      words: 'open paste csv tsv json excel load volatility',
      run: () => view.getState().open('import'),
    },
    {
      id: 'open-file',
      title: 'Open a file…',
      group: 'Surface',
      words: 'import csv tsv json load',
      run: page.openFile,
    },
    {
      id: 'batch',
      title: 'Calibrate many surfaces…',
      group: 'Surface',
      keys: ['Alt+Shift+B'],
      words: 'batch bulk folder file json lines csv time series dates',
      run: () => view.getState().open('batch'),
    },
    {
      id: 'copy-surface',
      title: 'Copy the surface for a spreadsheet',
      group: 'Surface',
      words: 'clipboard tsv excel',
      run: () => void copy(),
    },
    {
      id: 'undo',
      title: 'Undo',
      group: 'Surface',
      keys: ['Ctrl+Z'],
      words: 'back',
      available: () => surfaces.getState().past.length > 0,
      run: () => surfaces.getState().undo(),
    },
    {
      id: 'redo',
      title: 'Redo',
      group: 'Surface',
      keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
      words: 'again forward',
      available: () => surfaces.getState().future.length > 0,
      run: () => surfaces.getState().redo(),
    },
    {
      id: 'afresh',
      title: 'Start afresh with the first sample',
      group: 'Surface',
      words: 'new reset clear empty desk over',
      run: () => {
        const [first] = samples;
        if (first) chooseSample(stores, first.id);
        stores.calibrations.getState().fitBy(defaultSettings);
      },
    },
    ...samples.map(
      ({ id, title, description }): Command => ({
        id: `sample-${id}`,
        title: `Sample: ${title}`,
        group: 'Samples',
        words: `synthetic example ${description}`,
        run: () => chooseSample(stores, id),
      }),
    ),
  ];
}
