import { padded } from '../../components/chart/axes.ts';
import { tickDecimals, ticksWithin } from '../../components/chart/ticks.ts';
import { fixed } from '../../format/numbers.ts';
import type { CellIndex } from './cells.ts';
import type { PanelLayout } from './panel-layout.ts';
import type { Dot } from './strike-chart.tsx';

/** The quotes of one maturity, volatilities in %, by increasing strike. */
export interface Panel {
  readonly maturity: number;
  readonly quotes: readonly Dot[];
}

/** The scales that all panels share, in px from a panel's own corner. */
export interface PanelAxes {
  readonly width: number;
  readonly height: number;
  readonly plot: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  readonly x: (strike: number) => number;
  readonly y: (level: number) => number;
  readonly xTicks: ReadonlyArray<{ readonly at: number; readonly text: string }>;
  readonly yTicks: ReadonlyArray<{ readonly at: number; readonly text: string }>;
}

export function panelAxes(
  strikes: readonly number[],
  [low, high]: readonly [number, number],
  { width, height }: PanelLayout,
): PanelAxes {
  const plot = { left: 26, top: 20, right: width - 8, bottom: height - 18 };
  const [from, to] = padded(strikes);
  const x = (strike: number) =>
    plot.left + ((strike - from) / (to - from)) * (plot.right - plot.left);
  const y = (level: number) =>
    plot.top + ((high - level) / (high - low)) * (plot.bottom - plot.top);
  const texts = (values: readonly number[], place: (value: number) => number) => {
    const decimals = tickDecimals(values);
    return values.map((value) => ({ at: place(value), text: fixed(value, decimals) }));
  };
  return {
    width,
    height,
    plot,
    x,
    y,
    // Half of a last text must not reach into the next panel.
    xTicks: texts(ticksWithin(from, to, width > 260 ? 6 : 4), x).filter(
      ({ at, text }) => at + 2.7 * text.length < width,
    ),
    yTicks: texts(ticksWithin(low, high, height > 150 ? 4 : 3), y),
  };
}

/** The quote nearest to a place in px on the whole drawing; undefined beside the panels. */
export function panelAt(
  panels: readonly Panel[],
  layout: PanelLayout,
  axes: PanelAxes,
  px: number,
  py: number,
): CellIndex | undefined {
  const column = Math.floor(px / layout.width);
  if (column < 0 || column >= layout.columns) return undefined;
  const maturity = Math.floor(py / layout.height) * layout.columns + column;
  const quotes = panels[maturity]?.quotes ?? [];
  const strike = nearest(quotes, (quote) => axes.x(quote.strike), px - column * layout.width);
  return strike === undefined ? undefined : { strike, maturity };
}

/**
 * Where a key takes the crosshair: Left and Right along the quotes and on into the next panel, Up and
 * Down to the panel there, Page keys to the next one, Home and End to the first and the last. The
 * first key shows it in the chosen panel. Undefined for any other key, and where there is no panel.
 */
export function stepped(
  panels: readonly Panel[],
  columns: number,
  cell: CellIndex | undefined,
  chosen: number,
  key: string,
): CellIndex | undefined {
  const from = cell ?? { strike: undefined, maturity: chosen };
  const { quotes = [] } = panels[from.maturity] ?? {};
  const middle = quotes[Math.floor(quotes.length / 2)];
  const at = quotes.findIndex(({ index }) => index === from.strike);
  const jumps: Readonly<Record<string, number>> = {
    ArrowUp: from.maturity - columns,
    ArrowDown: from.maturity + columns,
    PageUp: from.maturity - 1,
    PageDown: from.maturity + 1,
    Home: 0,
    End: panels.length - 1,
  };
  const along = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const jump = jumps[key];
  if (along === undefined && jump === undefined) return undefined;
  if (!cell && middle) return { strike: middle.index, maturity: chosen };
  if (along !== undefined) {
    const next = quotes[at + along];
    if (next) return { strike: next.index, maturity: from.maturity };
    const beyond = panels[from.maturity + along]?.quotes.at(along > 0 ? 0 : -1);
    return beyond ? { strike: beyond.index, maturity: from.maturity + along } : cell;
  }
  const target = panels[jump ?? -1];
  if (!target || jump === undefined) return cell;
  const strike = nearest(
    target.quotes,
    (quote) => quote.strike,
    quotes[at]?.strike ?? middle?.strike ?? 0,
  );
  return strike === undefined ? cell : { strike, maturity: jump };
}

/** Index in the surface of the quote whose `place` is nearest to `wanted`. */
function nearest(
  quotes: readonly Dot[],
  place: (quote: Dot) => number,
  wanted: number,
): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  let found: number | undefined;
  for (const quote of quotes) {
    const distance = Math.abs(place(quote) - wanted);
    if (distance >= least) continue;
    least = distance;
    found = quote.index;
  }
  return found;
}
