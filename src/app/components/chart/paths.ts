/** A place in px; no `y` is a gap. */
export interface PathPoint {
  readonly x: number;
  readonly y: number | undefined;
}

/** SVG path of a line through `points`, broken at gaps; a point alone between gaps is not drawn. */
export function linePath(points: readonly PathPoint[]): string {
  let path = '';
  let isDown = false;
  for (const { x, y } of points) {
    const isPoint = y !== undefined && Number.isFinite(y);
    if (isPoint) path += `${isDown ? 'L' : 'M'}${px(x)} ${px(y)}`;
    isDown = isPoint;
  }
  return path;
}

/** SVG path of the area between `low` and `high`, in px. */
export function bandPath(
  points: ReadonlyArray<{ readonly x: number; readonly low: number; readonly high: number }>,
): string {
  if (points.length < 2) return '';
  const along = points.map(({ x, high }) => `${px(x)} ${px(high)}`);
  const back = points.map(({ x, low }) => `${px(x)} ${px(low)}`).reverse();
  return `M${along.join('L')}L${back.join('L')}Z`;
}

/** A tenth of a pixel is as fine as anyone sees; what is far outside must not overflow the path. */
function px(value: number): string {
  return String(Math.round(10 * Math.min(Math.max(value, -1e5), 1e5)) / 10);
}
