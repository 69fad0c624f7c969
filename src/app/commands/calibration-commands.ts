import { models } from '../../levy/models.ts';
import { type FitBy, hasAllSpreads } from '../state/fit-settings.ts';
import { objectiveWords } from '../state/objective-words.ts';
import type { Stores } from '../state/stores.ts';
import type { Command } from './command.ts';

/** What is calibrated, and how. */
export function calibrationCommands({ calibrations, surfaces, whatIf }: Stores): Command[] {
  const state = () => calibrations.getState();
  const isRight = () => surfaces.getState().document.problems.length === 0;
  return [
    {
      id: 'calibrate',
      title: 'Calibrate',
      group: 'Calibrate',
      keys: ['Ctrl+Enter'],
      words: 'fit run again solve',
      available: isRight,
      run: () => state().calibrate(),
    },
    {
      id: 'cancel',
      title: 'Cancel the calibration',
      group: 'Calibrate',
      words: 'stop abort',
      available: () => state().work !== undefined,
      run: () => state().cancel(),
    },
    ...models.map((model): Command => {
      const { name, title, parameters } = model;
      return {
        id: `model-${name}`,
        title: `Calibrate ${title}`,
        group: 'Calibrate',
        words: `model ${name} ${parameters.map(({ symbol, key }) => `${symbol} ${key}`).join(' ')}`,
        chosen: () => state().model === model,
        run: () => state().choose(model),
      };
    }),
    ...(Object.keys(objectiveWords) as FitBy[]).map((by): Command => {
      const title = objectiveWords[by].title;
      return {
        id: `fit-by-${by}`,
        title: by === 'network' ? 'Take the network’s answer only' : `Fit by ${lower(title)}`,
        group: 'Calibrate',
        words: 'objective error minimise weights',
        chosen: () => state().settings.by === by,
        available: () => by !== 'spread' || hasAllSpreads(surfaces.getState().document.surface),
        run: () => state().fitBy({ by }),
      };
    }),
    {
      id: 'what-if',
      title: 'Try parameters by hand',
      group: 'Calibrate',
      keys: ['Alt+Shift+W'],
      words: 'what if sliders move snap back',
      chosen: () => whatIf.getState().tried !== undefined,
      available: () => state().outcome !== undefined,
      run: () => {
        const { tried, start, stop } = whatIf.getState();
        if (tried) stop();
        else start();
      },
    },
  ];
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
