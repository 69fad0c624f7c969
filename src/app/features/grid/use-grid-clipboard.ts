import { type RefObject, useEffect } from 'react';
import type { GridActions } from './grid-actions.ts';

/** Copies and cuts the selected cells while the focus is on one of them and not in its editor. */
export function useGridClipboard(table: RefObject<HTMLElement | null>, actions: GridActions): void {
  useEffect(() => {
    const stop = new AbortController();
    // On the document: where nothing is marked as text, the event is not sent to the focused cell.
    for (const kind of ['copy', 'cut'] as const) {
      const onEvent = (event: ClipboardEvent) => {
        const focused = document.activeElement;
        if (!table.current?.contains(focused) || focused instanceof HTMLInputElement) return;
        event.clipboardData?.setData('text/plain', actions[kind]());
        event.preventDefault();
      };
      document.addEventListener(kind, onEvent, { signal: stop.signal });
    }
    return () => stop.abort();
  }, [table, actions]);
}
