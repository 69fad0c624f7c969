import { type Orbit, panned, turned, zoomed } from './orbit.ts';

/** What fingers and mouse ask for. */
export interface GestureHandlers {
  readonly orbit: () => Orbit;
  readonly look: (orbit: Orbit) => void;
  /** The pointer is over the picture, in px from its top left, with no button held; or it left. */
  readonly point: (place: readonly [number, number] | undefined) => void;
  /** Pressed and let go without a drag. */
  readonly press: (place: readonly [number, number]) => void;
}

/** Radians a px of drag. */
const TURN = 0.008;
/** A press that moves further than this, in px, is a drag. */
const SLACK = 4;

/**
 * One finger or the left button turns, two fingers or Shift or another button move, a pinch or the
 * wheel zooms. What they do is done at once: nothing swings on, so reduced motion has nothing to
 * reduce.
 * @returns takes the listeners off again
 */
export function listen(host: HTMLElement, handlers: GestureHandlers): () => void {
  const held = new Map<number, readonly [number, number]>();
  let start: readonly [number, number] | undefined;
  let isDrag = false;

  const place = (event: MouseEvent): readonly [number, number] => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const perPixel = () => 2.5 / Math.max(host.clientHeight, 1);

  function onDown(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest('button')) return;
    host.setPointerCapture(event.pointerId);
    held.set(event.pointerId, place(event));
    if (held.size === 1) {
      start = place(event);
      isDrag = false;
    } else isDrag = true;
  }

  function onMove(event: PointerEvent): void {
    const to = place(event);
    const from = held.get(event.pointerId);
    if (!from) {
      if (event.pointerType !== 'touch') handlers.point(to);
      return;
    }
    if (start && Math.hypot(to[0] - start[0], to[1] - start[1]) > SLACK) isDrag = true;
    if (!isDrag) return;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const orbit = handlers.orbit();
    const scale = perPixel() / orbit.zoom;
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, to);
    if (other) {
      const before = Math.hypot(from[0] - other[0], from[1] - other[1]);
      const after = Math.hypot(to[0] - other[0], to[1] - other[1]);
      // Two fingers each move the picture by half.
      const moved = panned(orbit, (dx / 2) * scale, (-dy / 2) * scale);
      handlers.look(zoomed(moved, before > 0 ? after / before : 1));
    } else if (event.shiftKey || event.buttons > 1) {
      handlers.look(panned(orbit, dx * scale, -dy * scale));
    } else handlers.look(turned(orbit, -dx * TURN, dy * TURN));
  }

  function onUp(event: PointerEvent): void {
    const wasHeld = held.delete(event.pointerId);
    if (wasHeld && !isDrag && event.type === 'pointerup') handlers.press(place(event));
    if (held.size === 0) start = undefined;
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    // Lines and pages, as some mice count, in px.
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? 16 : 400;
    handlers.look(zoomed(handlers.orbit(), Math.exp(-0.0015 * unit * event.deltaY)));
  }

  const onLeave = () => handlers.point(undefined);
  const onMenu = (event: Event) => event.preventDefault();
  host.addEventListener('pointerdown', onDown);
  host.addEventListener('pointermove', onMove);
  host.addEventListener('pointerup', onUp);
  host.addEventListener('pointercancel', onUp);
  host.addEventListener('pointerleave', onLeave);
  host.addEventListener('wheel', onWheel, { passive: false });
  host.addEventListener('contextmenu', onMenu);
  return () => {
    host.removeEventListener('pointerdown', onDown);
    host.removeEventListener('pointermove', onMove);
    host.removeEventListener('pointerup', onUp);
    host.removeEventListener('pointercancel', onUp);
    host.removeEventListener('pointerleave', onLeave);
    host.removeEventListener('wheel', onWheel);
    host.removeEventListener('contextmenu', onMenu);
  };
}
