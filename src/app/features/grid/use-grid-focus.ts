import { type FocusEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import { useStores, useView } from '../../state/stores.ts';
import { elementOf } from './grid-actions.ts';
import type { GridSize } from './navigation.ts';

/**
 * Takes the focus to the active cell when that is asked for, and when the cell that had it has gone
 * with a smaller surface: it must never be lost. Returns the handlers that watch it.
 */
export function useGridFocus(table: RefObject<HTMLElement | null>, size: GridSize) {
  const { view } = useStores();
  const requests = useView((state) => state.focusRequests);
  const isWithin = useRef(false);
  useEffect(() => {
    if (requests > 0) elementOf(table.current, view.getState().active)?.focus();
  }, [requests, table, view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of size is the occasion.
  useEffect(() => {
    const isLost = isWithin.current && document.activeElement === document.body;
    if (isLost) elementOf(table.current, view.getState().active)?.focus();
  }, [size, table, view]);

  const onFocus = useCallback(() => {
    isWithin.current = true;
  }, []);
  const onBlur = useCallback((event: FocusEvent) => {
    // Not called for what is removed while it has the focus: React is deaf while it changes the page.
    isWithin.current = event.currentTarget.contains(event.relatedTarget);
  }, []);
  return { onFocus, onBlur };
}

/** Scrolls the selection's moving corner into view once it was moved by a key: the function to call. */
export function useRevealedHead(table: RefObject<HTMLElement | null>): () => void {
  const head = useView((state) => state.range?.head);
  const isAsked = useRef(false);
  useEffect(() => {
    if (!isAsked.current) return;
    isAsked.current = false;
    const element = head && elementOf(table.current, head);
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [head, table]);
  return useCallback(() => {
    isAsked.current = true;
  }, []);
}
