import {
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useStores } from '../../state/stores.ts';
import type { ViewStore } from '../../state/view-store.ts';
import { addressOf, type GridActions } from './grid-actions.ts';
import { allPrices } from './grid-keys.ts';

/**
 * What the pointer does in the grid: a press takes the focus, Shift or a drag selects, the corner
 * selects all, and the second tap of a finger on a cell edits it. A finger that drags scrolls.
 */
export function useGridPointer(
  scroller: RefObject<HTMLElement | null>,
  actions: GridActions,
): {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
} {
  const { view } = useStores();
  const drag = useRef<AbortController>(undefined);
  const tappedAgain = useRef(false);
  useEffect(() => () => drag.current?.abort(), []);

  return useMemo(() => {
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target as Element;
      if (event.button !== 0 || target instanceof HTMLInputElement) return;
      const { select, extend, active, step } = view.getState();
      if (target.closest('[data-corner]')) {
        select(allPrices(actions.place().size));
        step(view.getState().active);
        return;
      }
      const address = addressOf(target);
      if (!address) return;
      if (event.shiftKey) {
        extend(address);
        step(active);
      } else {
        const isActive = address.row === active.row && address.column === active.column;
        tappedAgain.current = isActive && addressOf(document.activeElement ?? target) !== undefined;
        select(undefined);
      }
      if (event.pointerType === 'touch' || !scroller.current) return;
      drag.current?.abort();
      drag.current = followDrag(scroller.current, view);
    };
    return {
      onPointerDown,
      // Else the press would take the focus, with which the selection would end.
      onMouseDown: (event) => {
        const isCorner = (event.target as Element).closest('[data-corner]');
        if (isCorner || (event.shiftKey && event.button === 0)) event.preventDefault();
      },
      onClick: (event) => {
        const address = addressOf(event.target as Element);
        const { pointerType } = event.nativeEvent as globalThis.PointerEvent;
        if (address && pointerType === 'touch' && tappedAgain.current) actions.edit(address);
      },
    };
  }, [scroller, actions, view]);
}

/** Widths of the frozen headers, below and right of which the cells are seen, in px. */
const FROZEN = { left: 70, top: 30 };
/** Pixels that a frame scrolls for each that the pointer is outside, and at most. */
const SPEED = 0.3;
const FASTEST = 24;

/** Selects to the cell under the pointer until it is let go, and scrolls where it leaves the grid. */
function followDrag(scroller: HTMLElement, view: ViewStore): AbortController {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let pointer: { x: number; y: number } | undefined;
  let frame = 0;
  let began = false;

  const extend = ({ x, y }: { x: number; y: number }) => {
    const { left, top, right, bottom } = scroller.getBoundingClientRect();
    const isHeader = view.getState().active.row < 0 || view.getState().active.column < 0;
    const [marginLeft, marginTop] = isHeader ? [2, 2] : [FROZEN.left, FROZEN.top];
    const within = document.elementFromPoint(
      Math.min(Math.max(x, left + marginLeft), right - 16),
      Math.min(Math.max(y, top + marginTop), bottom - 16),
    );
    const address = within && addressOf(within);
    if (address) view.getState().extend(address);
  };
  const scroll = () => {
    frame = 0;
    if (!pointer || stop.signal.aborted) return;
    const { left, top, right, bottom } = scroller.getBoundingClientRect();
    const by = {
      left: speed(pointer.x - right) - speed(left - pointer.x),
      top: speed(pointer.y - bottom) - speed(top - pointer.y),
    };
    if (by.left === 0 && by.top === 0) return;
    scroller.scrollBy(by);
    extend(pointer);
    frame = requestAnimationFrame(scroll);
  };
  document.addEventListener(
    'pointermove',
    (event) => {
      pointer = { x: event.clientX, y: event.clientY };
      const start = addressOf(document.elementFromPoint(pointer.x, pointer.y) ?? scroller);
      const { active } = view.getState();
      // The tremble of a click is no drag.
      began ||= start?.row !== active.row || start.column !== active.column;
      if (!began) return;
      extend(pointer);
      if (frame === 0) frame = requestAnimationFrame(scroll);
    },
    options,
  );
  for (const end of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(end, () => stop.abort(), options);
  }
  return stop;
}

function speed(outside: number): number {
  return outside > 0 ? Math.min(SPEED * outside + 1, FASTEST) : 0;
}
