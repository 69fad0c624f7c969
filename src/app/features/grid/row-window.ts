import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { GridSize } from './navigation.ts';

/** Cells up to which a grid is drawn whole. */
const FEW_CELLS = 1000;
/** The window moves by so many rows, and reaches as far beyond what is in view. */
const STEP = 10;

/** Rows from `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows of a grid that are drawn: of a large one those in view and the ones that must
 * stay, such as that with the focus. Returns their indices, and what to call when the grid is scrolled.
 */
export function useDrawnRows(
  scroller: RefObject<HTMLElement | null>,
  size: GridSize,
  ...kept: readonly number[]
): [readonly number[], () => void] {
  const [inView, setInView] = useState<RowWindow>({ first: 0, end: 4 * STEP });
  const { rows } = size;
  const onScroll = useCallback(() => {
    if (!scroller.current) return;
    const next = rowsInView(scroller.current, rows);
    setInView((now) => (now.first === next.first && now.end === next.end ? now : next));
  }, [scroller, rows]);
  // Called after layout, which a read of the heights before would force in the task of drawing.
  useEffect(() => {
    if (!scroller.current) return undefined;
    const observer = new ResizeObserver(onScroll);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller, onScroll]);
  return [drawnRows(size, inView, ...kept), onScroll];
}

/**
 * Brings a row to the middle where the rows are more than fit: at the spot of a long list the quotes
 * stand close, and at its first strike there is next to none.
 * @param occasion Each new one scrolls, and nothing else does.
 */
export function useCentredRow(
  scroller: RefObject<HTMLElement | null>,
  row: number,
  rows: number,
  occasion: string,
): void {
  const latest = useRef(row);
  latest.current = row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit must not scroll what it edits.
  useEffect(() => {
    // After layout, which a read of the heights before would force in the task of drawing.
    const frame = requestAnimationFrame(() => {
      const element = scroller.current;
      if (!element) return;
      const height = element.scrollHeight / (rows + 1);
      element.scrollTop = (latest.current + 1.5) * height - element.clientHeight / 2;
    });
    return () => cancelAnimationFrame(frame);
  }, [scroller, rows, occasion]);
}

/** @param height Of all rows and the header, and of what of it is seen, in px. */
export function rowsInView(
  { scrollTop, clientHeight, scrollHeight }: HeightsOfScroller,
  rows: number,
): RowWindow {
  const height = scrollHeight / (rows + 1);
  return {
    first: STEP * (Math.floor(scrollTop / height / STEP) - 1),
    end: STEP * (Math.ceil((scrollTop + clientHeight) / height / STEP) + 1),
  };
}

type HeightsOfScroller = Pick<HTMLElement, 'scrollTop' | 'clientHeight' | 'scrollHeight'>;

export function drawnRows(
  size: GridSize,
  { first, end }: RowWindow,
  ...kept: readonly number[]
): number[] {
  const isWhole = size.rows * size.columns <= FEW_CELLS;
  return Array.from({ length: size.rows }, (_, row) => row).filter(
    (row) => isWhole || (row >= first && row < end) || kept.includes(row),
  );
}
