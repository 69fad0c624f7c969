import { fixed } from '../../format/numbers.ts';
import type { Size } from '../use-size.ts';
import { tickDecimals, ticksWithin } from './ticks.ts';

type Interval = readonly [number, number];

/** A tick of an axis and its text. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Where a chart's axes lie: two linear scales into px. */
export interface ChartAxes {
  readonly size: Size;
  readonly x: Interval;
  readonly y: Interval;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Room for the texts of the y axis, in px. */
  readonly left: number;
}

interface AxisTexts {
  readonly xText?: ((x: number) => string) | undefined;
  readonly yText?: ((y: number) => string) | undefined;
  /** Ticks of the x axis at whole numbers only. */
  readonly wholeX?: boolean | undefined;
}

/** Room around the plot in px; on the left it depends on the texts. */
export const MARGIN = { top: 8, right: 14, bottom: 22 };

/** Pieces that an axis is cut into, at most: few where there is little height. */
export function mostPieces({ height }: Size): number {
  return height < 140 ? 2 : 5;
}

/** Axes over the intervals `x` and `y`; the latter is one of `niceDomain`. */
export function chartAxes(size: Size, x: Interval, y: Interval, texts: AxisTexts = {}): ChartAxes {
  // The domain may have one step more than asked for.
  const yTicks = trimmed(ticked(ticksWithin(y[0], y[1], mostPieces(size) + 1), texts.yText));
  const widest = Math.max(...yTicks.map(({ text }) => text.length), 0);
  const left = Math.max(Math.ceil(6.2 * widest) + 10, 28);
  const room = Math.max(Math.floor((size.width - left) / 64), 1);
  const xTicks = ticksWithin(x[0], x[1], Math.min(room, 10)).filter(
    (value) => !texts.wholeX || Number.isInteger(value),
  );
  return { size, x, y, xTicks: ticked(xTicks, texts.xText), yTicks, left };
}

/** The plot's rectangle in px. */
export function plotBox({ size, left }: ChartAxes) {
  return {
    left,
    top: MARGIN.top,
    width: Math.max(size.width - left - MARGIN.right, 1),
    height: Math.max(size.height - MARGIN.top - MARGIN.bottom, 1),
  };
}

export function pointX(axes: ChartAxes, x: number): number {
  const { left, width } = plotBox(axes);
  const [from, to] = axes.x;
  return left + ((x - from) / (to - from)) * width;
}

export function pointY(axes: ChartAxes, y: number): number {
  const { top, height } = plotBox(axes);
  const [from, to] = axes.y;
  return top + ((to - y) / (to - from)) * height;
}

/** The interval of the values with room for half a dot at either end. */
export function padded(values: readonly number[]): Interval {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const pad = (high - low || Math.abs(high) || 1) * 0.02;
  return [low - pad, high + pad];
}

function ticked(values: readonly number[], text?: (value: number) => string): Tick[] {
  const decimals = tickDecimals(values);
  return values.map((value) => ({ value, text: text ? text(value) : fixed(value, decimals) }));
}

const LAST_DECIMAL_ZERO = /([.,]\d*)0(?=\D*$)/;
const BARE_MARK = /[.,](?=\D*$)/;

/** Zeros at which the decimals of all texts end say nothing on an axis: 20.00 % and 19.50 %. */
function trimmed(ticks: readonly Tick[]): Tick[] {
  let texts = ticks.map(({ text }) => text);
  while (texts.length > 0 && texts.every((text) => LAST_DECIMAL_ZERO.test(text))) {
    texts = texts.map((text) => text.replace(LAST_DECIMAL_ZERO, '$1'));
  }
  return ticks.map(({ value }, i) => ({ value, text: (texts[i] ?? '').replace(BARE_MARK, '') }));
}
