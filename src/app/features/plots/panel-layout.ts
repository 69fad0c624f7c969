import type { Size } from '../../components/use-size.ts';

/** How many panels stand side by side, and how large each is in px. */
export interface PanelLayout {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** A panel any smaller shows no smile; more of them scroll. */
const LEAST: Size = { width: 132, height: 92 };
/** Width over height at which a smile reads well. */
const ASPECT = 1.45;

/** Lays `count` panels of one size out in `size`, as near to a good shape as they get. */
export function panelLayout(count: number, size: Size): PanelLayout {
  const most = Math.max(Math.min(Math.floor(size.width / LEAST.width), count), 1);
  let best: PanelLayout | undefined;
  for (let columns = 1; columns <= most; columns++) {
    const rows = Math.ceil(count / columns);
    const width = size.width / columns;
    const height = size.height / rows;
    if (height < LEAST.height) continue;
    if (!best || badness(width, height) < badness(best.width, best.height)) {
      best = { columns, rows, width, height };
    }
  }
  if (best) return best;
  const rows = Math.ceil(count / most);
  const width = size.width / most;
  return { columns: most, rows, width, height: Math.max(LEAST.height, width / ASPECT / 1.2) };
}

function badness(width: number, height: number): number {
  return Math.abs(Math.log(width / height / ASPECT));
}
