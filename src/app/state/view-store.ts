import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Address } from './field.ts';
import type { SmallStorage } from './small-storage.ts';
import type { SurfaceStore } from './surface-store.ts';

/** What the grid's cells show. */
export type GridView = 'price' | 'volatility' | 'timeValue' | 'residual';

/** What the plots show. */
export type PlotView =
  | 'smile'
  | 'smiles'
  | 'price'
  | 'residuals'
  | 'term'
  | 'density'
  | 'surface'
  | 'history';

/** What may stand before the screen, one at a time. */
export type Overlay =
  | 'palette'
  | 'shortcuts'
  | 'glossary'
  | 'settings'
  | 'history'
  | 'compare'
  | 'share'
  | 'import'
  | 'export';

export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export interface PriceCell {
  readonly strike: number;
  readonly maturity: number;
}

export interface ViewState {
  readonly gridView: GridView;
  readonly plotView: PlotView;
  readonly overlay: Overlay | undefined;
  /** Index of the maturity that every plot shows. */
  readonly maturity: number;
  /** The cell under the pointer, in the grid or in a plot. */
  readonly hovered: PriceCell | undefined;
  /** The grid's one tab stop. */
  readonly active: Address;
  /** Counts requests to move the focus to `active`. */
  readonly focusRequests: number;
  readonly theme: Theme;
  readonly showGrid: (gridView: GridView) => void;
  readonly showPlot: (plotView: PlotView) => void;
  /** Opens what stands before the screen, in place of what stood there. */
  readonly open: (overlay: Overlay) => void;
  readonly close: () => void;
  readonly chooseMaturity: (maturity: number) => void;
  readonly hover: (cell: PriceCell | undefined) => void;
  /** Makes a cell the tab stop; the chosen maturity follows it. */
  readonly activate: (address: Address) => void;
  /** Activates a cell and takes the focus there. */
  readonly jump: (address: Address) => void;
  readonly chooseTheme: (theme: Theme) => void;
}

export type ViewStore = StoreApi<ViewState>;

const THEME_KEY = 'theme';

/** What is looked at; it stays inside the surface when that becomes a smaller one. */
export function createViewStore(
  storage: SmallStorage,
  surfaces: SurfaceStore,
  maturity = 0,
): ViewStore {
  const kept = storage.read(THEME_KEY);
  const store = createStore<ViewState>()((set) => {
    const at = (active: Address) =>
      active.column >= 0 ? { active, maturity: active.column } : { active };
    return {
      gridView: 'price',
      plotView: 'smile',
      overlay: undefined,
      maturity,
      hovered: undefined,
      active: { row: 0, column: 0 },
      focusRequests: 0,
      theme: themes.find((theme) => theme === kept) ?? 'system',
      showGrid: (gridView) => set({ gridView }),
      showPlot: (plotView) => set({ plotView }),
      open: (overlay) => set({ overlay }),
      close: () => set({ overlay: undefined }),
      chooseMaturity: (chosen) => set({ maturity: chosen }),
      hover: (hovered) => set({ hovered }),
      activate: (active) => set(at(active)),
      jump: (active) => set((state) => ({ ...at(active), focusRequests: state.focusRequests + 1 })),
      chooseTheme: (theme) => {
        storage.write(THEME_KEY, theme);
        set({ theme });
      },
    };
  });
  surfaces.subscribe(({ document }, before) => {
    const { strikes, maturities } = document.surface;
    const was = before.document.surface;
    if (strikes.length === was.strikes.length && maturities.length === was.maturities.length)
      return;
    store.setState(({ active, maturity }) => ({
      maturity: Math.min(maturity, maturities.length - 1),
      hovered: undefined,
      active: {
        row: Math.min(active.row, strikes.length - 1),
        column: Math.min(active.column, maturities.length - 1),
      },
    }));
  });
  return store;
}
