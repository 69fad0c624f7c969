import type { Page } from '@playwright/test';
import { calibrateMany } from './batch-page.ts';
import { startFakeServer } from './fake-server.ts';
import { wideSurfaces } from './many-surfaces.ts';
import { calibrated, cell, command, openPalette, paste, read } from './screen-page.ts';
import { askFor, exceedLimit, play, report } from './trouble-page.ts';

/** A state of the screen that is worth a picture, and a check of its accessibility. */
export interface ScreenState {
  readonly name: string;
  /** What is to be seen, for the gallery. */
  readonly title: string;
  /** From the first screen, calibrated. */
  readonly reach: (page: Page) => Promise<void>;
}

/** Shows a plot; on a phone, where it lies below the fold, all of it. */
async function tab(page: Page, name: string) {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('region', { name: 'Plots' }).evaluate((plots) => plots.scrollIntoView());
}

export const states: readonly ScreenState[] = [
  {
    name: 'first-visit',
    title: 'A first visit: a sample, calibrated, and where everything is',
    reach: async () => undefined,
  },
  {
    name: 'noisy-residuals',
    title: 'A noisy CGMY surface: intervals, arbitrage marked, residuals in grid and plot',
    reach: async (page) => {
      await paste(page, read('cgmy-noise-1pct.tsv'));
      await page.getByRole('combobox', { name: 'Model' }).selectOption('CGMY');
      await calibrated(page);
      await page.getByRole('radio', { name: 'Residual bp' }).check({ force: true });
      await tab(page, 'Residuals');
    },
  },
  {
    name: 'mistake',
    title: 'A mistake: which cell, what is wrong, what to do; the last fit stays',
    reach: async (page) => {
      await cell(page, 8, 1).focus();
      await page.keyboard.type('none');
      await page.keyboard.press('Enter');
      await cell(page, 8, 1).focus();
    },
  },
  {
    name: 'refused-file',
    title: 'A file that cannot be read: every problem with row and column',
    reach: (page) => paste(page, read('broken-cells.csv')),
  },
  {
    name: 'all-smiles',
    title: 'A ragged list of index quotes: all smiles with bid–ask bars',
    reach: async (page) => {
      await paste(page, read('ragged-index-quotes.csv'));
      await page.getByText('Pasted table').first().waitFor();
      await calibrated(page);
      await tab(page, 'All smiles');
    },
  },
  {
    name: 'surface',
    title: 'The surface in three dimensions: market points over the model’s sheet',
    reach: async (page) => {
      await tab(page, 'Surface');
      await page.locator('canvas').first().waitFor();
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'density',
    title: 'The implied density with skewness and kurtosis by maturity',
    reach: async (page) => {
      await tab(page, 'Density');
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'what-if',
    title: 'What if: parameters moved by hand, held against the market',
    reach: async (page) => {
      await page.getByRole('button', { name: 'What if' }).click();
      await page.keyboard.press('Shift+ArrowRight');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'compare',
    title: 'Two results compared',
    reach: async (page) => {
      await paste(page, read('ragged-index-quotes.csv'));
      await page.getByText('Pasted table').first().waitFor();
      await calibrated(page);
      // The other model follows when the analyst pauses.
      await page.getByText('is preferred').waitFor();
      await command(page, 'compare');
      await page.getByRole('dialog', { name: 'Compare' }).waitFor();
    },
  },
  {
    name: 'history',
    title: 'The history: kept on this device',
    reach: async (page) => {
      await page.getByRole('combobox', { name: 'Model' }).selectOption('CGMY');
      await calibrated(page);
      await command(page, 'history');
      await page.getByRole('dialog', { name: 'History' }).waitFor();
    },
  },
  {
    name: 'palette',
    title: 'Every action by its name',
    reach: async (page) => {
      await (await openPalette(page)).fill('res');
    },
  },
  {
    name: 'export',
    title: 'What can be taken away',
    reach: async (page) => {
      await command(page, 'export');
      await page.getByRole('dialog', { name: 'Export' }).waitFor();
    },
  },
  {
    name: 'batch',
    title: 'Many surfaces at once: the parameters as time series, with what went wrong',
    reach: async (page) => {
      await command(page, 'many surfaces');
      await calibrateMany(
        page,
        wideSurfaces(120, { spoiled: new Map([[40, 'a price missing']]), noise: 0.02 }),
      );
      await page.getByRole('radio', { name: 'Time series' }).check({ force: true });
      await page.getByRole('application', { name: /^σ, volatility, at 120/ }).waitFor();
    },
  },
  {
    name: 'no-network',
    title: 'A network that cannot be loaded: why, and what to do; the last fit stays',
    reach: async (page) => {
      await play(page, 'model-unavailable');
      await report(page).waitFor();
      await page.getByText('degraded', { exact: true }).waitFor();
    },
  },
  {
    name: 'rate-limited',
    title: 'Too many requests: when the next one is taken',
    reach: async (page) => {
      await play(page, 'rate-limited');
      await exceedLimit(page);
    },
  },
  {
    name: 'server',
    title: 'A server of the contract calibrates in place of the browser',
    reach: async (page) => {
      const server = await startFakeServer();
      page.once('close', server.close);
      const form = await askFor(page, server.url);
      await form.getByText('It answers as the contract says.').waitFor();
      await calibrated(page);
    },
  },
];
