import type { Stores } from '../state/stores.ts';
import type { GridView, PlotView } from '../state/view-store.ts';
import type { Command } from './command.ts';
import type { Page, Region } from './page.ts';

const GRID_VIEWS: ReadonlyArray<readonly [GridView, string, string]> = [
  ['price', 'Prices in the grid', 'quotes premium'],
  ['volatility', 'Implied volatilities in the grid', 'iv vol'],
  ['timeValue', 'Time values in the grid', 'extrinsic intrinsic'],
  ['residual', 'Residuals in the grid', 'error difference bp'],
];

/** In the order of the plots' tabs, so that the digits count them. */
const PLOT_VIEWS: ReadonlyArray<readonly [PlotView, string, string]> = [
  ['smile', 'Smile', 'volatility strike skew'],
  ['smiles', 'All smiles', 'small multiples maturities'],
  ['term', 'Term structure', 'atm at the money maturity'],
  ['residuals', 'Residuals', 'heat map error bp'],
  ['density', 'Density', 'distribution skewness kurtosis risk-neutral'],
  ['surface', 'Surface in three dimensions', '3d orbit'],
  ['price', 'Prices by strike', 'premium'],
  ['history', 'Parameter history', 'time past'],
];

/**
 * The letters of regions go with Alt and Shift, since browsers and screen readers leave that pair
 * free: single letters belong to the grid and to screen readers, F6 and Alt with a digit to browsers.
 */
const REGIONS: ReadonlyArray<readonly [Region, string, string]> = [
  ['grid', 'Go to the grid', 'G'],
  ['parameters', 'Go to the parameters', 'P'],
  ['plots', 'Go to the plots', 'C'],
  ['bar', 'Go to model and market', 'M'],
];

/** What is looked at. */
export function viewCommands({ surfaces, view }: Stores, page: Page): Command[] {
  const state = () => view.getState();
  const columns = () => surfaces.getState().document.surface.maturities.length;
  return [
    ...GRID_VIEWS.map(
      ([gridView, title, words]): Command => ({
        id: `grid-${gridView}`,
        title,
        group: 'Grid',
        words: `show cells ${words}`,
        chosen: () => state().gridView === gridView,
        run: () => state().showGrid(gridView),
      }),
    ),
    {
      id: 'grid-next',
      title: 'Next view of the grid',
      group: 'Grid',
      keys: ['Alt+Shift+V'],
      words: 'cycle cells show',
      run: () => {
        const at = GRID_VIEWS.findIndex(([gridView]) => gridView === state().gridView);
        const [next = 'price'] = GRID_VIEWS[(at + 1) % GRID_VIEWS.length] ?? [];
        state().showGrid(next);
      },
    },
    ...PLOT_VIEWS.map(
      ([plotView, title, words], i): Command => ({
        id: `plot-${plotView}`,
        title,
        group: 'Plots',
        keys: [`Alt+Shift+${i + 1}`],
        words: `plot chart show ${words}`,
        chosen: () => state().plotView === plotView,
        run: () => state().showPlot(plotView),
      }),
    ),
    {
      id: 'maturity-next',
      title: 'Next maturity',
      group: 'Plots',
      keys: ['Alt+Shift+→'],
      words: 'expiry tenor later',
      available: () => state().maturity < columns() - 1,
      run: () => state().chooseMaturity(state().maturity + 1),
    },
    {
      id: 'maturity-previous',
      title: 'Previous maturity',
      group: 'Plots',
      keys: ['Alt+Shift+←'],
      words: 'expiry tenor earlier',
      available: () => state().maturity > 0,
      run: () => state().chooseMaturity(state().maturity - 1),
    },
    ...REGIONS.map(
      ([region, title, letter]): Command => ({
        id: `go-${region}`,
        title,
        group: 'Go to',
        keys: [`Alt+Shift+${letter}`],
        words: 'focus jump area',
        run: () => page.goTo(region),
      }),
    ),
  ];
}
