import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DecimalMark, setDecimalMark, usualDecimalMark } from '../format/decimal-mark.ts';
import type { Address } from './field.ts';
import { type GridRange, holds, ofSameKind, selectedBox } from './grid-range.ts';
import type { SmallStorage } from './small-storage.ts';
import type { SurfaceStore } from './surface-store.ts';

/** What the grid's cells show. */
export const gridViews = ['price', 'volatility', 'timeValue', 'residual'] as const;
export type GridView = (typeof gridViews)[number];

/** What the plots show. */
export const plotViews = [
  'smile',
  'smiles',
  'price',
  'residuals',
  'term',
  'density',
  'surface',
  'history',
] as const;
export type PlotView = (typeof plotViews)[number];

/** What may stand before the screen, one at a time. */
export type Overlay =
  | 'palette'
  | 'shortcuts'
  | 'glossary'
  | 'settings'
  | 'console'
  | 'history'
  | 'compare'
  | 'share'
  | 'import'
  | 'export'
  | 'batch';

export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** The decimal mark that the analyst wants; `system` takes the browser’s. */
export type NumberStyle = 'system' | DecimalMark;

const numberStyles: readonly NumberStyle[] = ['system', '.', ','];

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
  /** What is selected beside `active`, which lies in it. */
  readonly range: GridRange | undefined;
  /** Counts requests to move the focus to `active`. */
  readonly focusRequests: number;
  readonly theme: Theme;
  readonly numbers: NumberStyle;
  /** The mark that `numbers` comes to: another one draws the whole screen again. */
  readonly mark: DecimalMark;
  /** Whether the first visit's words on each area are shown. */
  readonly hints: boolean;
  /** What the glossary opens at. */
  readonly term: string | undefined;
  /** What was just done where nothing on the screen shows it. */
  readonly said: string | undefined;
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
  /** Goes to a cell of the range, which stays. */
  readonly step: (address: Address) => void;
  /** Takes the selection's moving corner to a cell, or to the nearest of the kind it began in. */
  readonly extend: (to: Address) => void;
  /** Selects a range, or the active cell alone. */
  readonly select: (range: GridRange | undefined) => void;
  readonly chooseTheme: (theme: Theme) => void;
  readonly chooseNumbers: (numbers: NumberStyle) => void;
  readonly showHints: (hints: boolean) => void;
  /** Opens the glossary at a term. */
  readonly explain: (term: string) => void;
  /** Says something for a moment; nothing is said after `undefined`. */
  readonly tell: (said: string | undefined) => void;
}

export type ViewStore = StoreApi<ViewState>;

const THEME_KEY = 'theme';
const NUMBERS_KEY = 'numbers';
const HINTS_KEY = 'hints';

/** What is looked at; it stays inside the surface when that becomes a smaller one. */
export function createViewStore(
  storage: SmallStorage,
  surfaces: SurfaceStore,
  maturity = 0,
): ViewStore {
  const kept = storage.read(THEME_KEY);
  const keptNumbers = storage.read(NUMBERS_KEY);
  const numbers = numberStyles.find((style) => style === keptNumbers) ?? 'system';
  const mark = markOf(numbers);
  setDecimalMark(mark);
  // Once shown they have been seen: whoever comes back is not told again.
  const hints = storage.read(HINTS_KEY) === null;
  storage.write(HINTS_KEY, 'seen');
  const store = createStore<ViewState>()((set) => {
    const at = (active: Address) =>
      active.column >= 0 ? { active, maturity: active.column } : { active };
    const focus = (active: Address, { focusRequests }: ViewState) => ({
      ...at(active),
      focusRequests: focusRequests + 1,
    });
    return {
      gridView: 'price',
      plotView: 'smile',
      overlay: undefined,
      maturity,
      hovered: undefined,
      active: { row: 0, column: 0 },
      range: undefined,
      focusRequests: 0,
      theme: themes.find((theme) => theme === kept) ?? 'system',
      numbers,
      mark,
      hints,
      term: undefined,
      said: undefined,
      showGrid: (gridView) => set({ gridView }),
      showPlot: (plotView) => set({ plotView }),
      open: (overlay) => set({ overlay, term: undefined }),
      close: () => set({ overlay: undefined }),
      chooseMaturity: (chosen) => set({ maturity: chosen }),
      hover: (hovered) => set({ hovered }),
      // The focus may wander in what is selected, as Tab does, and ends it elsewhere.
      activate: (active) => set(({ range }) => ({ ...at(active), range: holding(range, active) })),
      jump: (active) => set((state) => ({ ...focus(active, state), range: undefined })),
      step: (active) =>
        set((state) => ({ ...focus(active, state), range: holding(state.range, active) })),
      extend: (to) =>
        set((state) => {
          const { active, range } = state;
          const anchor = range?.anchor ?? active;
          const head = ofSameKind(anchor, to);
          if (sameCell(head, range?.head ?? active)) return state;
          return { range: sameCell(anchor, head) ? undefined : { anchor, head } };
        }),
      select: (range) =>
        set((state) => {
          if (!range || holding(range, state.active)) return { range };
          return { ...focus(range.anchor, state), range };
        }),
      chooseTheme: (theme) => {
        storage.write(THEME_KEY, theme);
        set({ theme });
      },
      chooseNumbers: (style) => {
        storage.write(NUMBERS_KEY, style);
        const next = markOf(style);
        setDecimalMark(next);
        set({ numbers: style, mark: next });
      },
      showHints: (shown) => set({ hints: shown }),
      tell: (said) => set({ said }),
      explain: (term) => set({ overlay: 'glossary', term }),
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
      range: undefined,
      active: {
        row: Math.min(active.row, strikes.length - 1),
        column: Math.min(active.column, maturities.length - 1),
      },
    }));
  });
  return store;
}

function markOf(style: NumberStyle): DecimalMark {
  return style === 'system' ? usualDecimalMark() : style;
}

/** The range, unless the cell lies outside it. */
function holding(range: GridRange | undefined, cell: Address): GridRange | undefined {
  return range && holds(selectedBox(range, cell), cell) ? range : undefined;
}

function sameCell(a: Address, b: Address): boolean {
  return a.row === b.row && a.column === b.column;
}
