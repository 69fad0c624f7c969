import { type KeyboardEvent, memo, type PointerEvent, useMemo } from 'react';
import {
  type ChartAxes,
  chartAxes,
  padded,
  plotBox,
  pointX,
  pointY,
} from '../../components/chart/axes.ts';
import chart from '../../components/chart/chart.module.css';
import { nearestStop, steppedStop } from '../../components/chart/crosshair.ts';
import { bandPath, linePath } from '../../components/chart/paths.ts';
import { placedLabels } from '../../components/chart/series-labels.ts';
import { SvgAxes } from '../../components/chart/svg-axes.tsx';
import { niceDomain } from '../../components/chart/ticks.ts';
import type { Size } from '../../components/use-size.ts';
import { QuoteMarks } from './quote-marks.tsx';
import styles from './strike-chart.module.css';

/** A point of the model's line: `value` is undefined where it has none to show. */
export interface Point {
  readonly strike: number;
  readonly value: number | undefined;
}

/** A quote; of bid and ask, one that has no value lies beyond the plot. */
export interface Dot extends Point {
  /** Index of the strike in the surface. */
  readonly index: number;
  readonly bid?: number | undefined;
  readonly ask?: number | undefined;
}

/** A 95 % interval at a strike. */
export interface BandEnds {
  readonly strike: number;
  readonly low: number;
  readonly high: number;
}

export interface StrikeChartProps {
  /** What is drawn, for those who do not see it. */
  readonly title: string;
  readonly size: Size;
  readonly dots: readonly Dot[];
  /** The model, dense in strike; drawn as a line. */
  readonly curve: readonly Point[];
  /** The calibrated model while another is tried out. */
  readonly reference?: readonly Point[] | undefined;
  readonly band?: readonly BandEnds[] | undefined;
  /** Names next to the first dot and the last point of the curve. */
  readonly labels?: { readonly market: string; readonly model: string };
  readonly forward: number;
  /** The axis spans no less, so that rounding errors do not look like structure. */
  readonly leastSpan: number;
  /** Residuals stand on the zero line and carry a sign. */
  readonly residual?: boolean;
  /** Index of the strike under the crosshair. */
  readonly crosshair: number | undefined;
  readonly onCrosshair: (strike: number | undefined) => void;
}

/**
 * An xy plot against strike: quotes are dots, the model is a line, its interval is a band. What does
 * not change with the model is not drawn again with it, so that the line follows a slider.
 */
export function StrikeChart(props: StrikeChartProps) {
  const { title, size, dots, curve, reference, forward, residual = false } = props;
  const { crosshair, onCrosshair } = props;
  const values = [
    ...dots.flatMap(({ value, bid, ask }) => [value, bid, ask]),
    ...curve.map(({ value }) => value),
    ...(reference ?? []).map(({ value }) => value),
  ].filter((value) => value !== undefined);
  const strikes = dots.map(({ strike }) => strike);
  const [low, high] = niceDomain(residual ? aroundZero(values) : values, 5, props.leastSpan);
  const [from, to] = padded(strikes);
  const axes = useMemo(() => chartAxes(size, [from, to], [low, high]), [size, from, to, low, high]);
  const stop = dots.findIndex(({ index }) => index === crosshair);

  function onPointer(event: PointerEvent<HTMLDivElement>) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const dot = dots[nearestStop(axes, strikes, x) ?? -1];
    // Once for a strike, not at every pixel.
    if (dot && dot.index !== crosshair) onCrosshair(dot.index);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const atForward = nearestStop(axes, strikes, pointX(axes, forward)) ?? 0;
    const at = stop < 0 ? undefined : stop;
    const target = steppedStop(event.key, at, dots.length - 1, atForward);
    if (target !== undefined) onCrosshair(dots[target]?.index);
    else if (event.key === 'Escape' && at !== undefined) onCrosshair(undefined);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className={chart.area}
      role="application"
      aria-label={`${title} by strike. Arrow keys move the crosshair.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the application role is interactive.
      tabIndex={0}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={() => onCrosshair(undefined)}
      onBlur={() => onCrosshair(undefined)}
      onKeyDown={onKeyDown}
    >
      <svg className={styles.chart} width={size.width} height={size.height} aria-hidden="true">
        <SvgAxes axes={axes} />
        <Forward axes={axes} forward={forward} />
        {residual && <ZeroLine axes={axes} />}
        <Lines axes={axes} curve={curve} reference={reference} band={props.band} />
        <QuoteMarks axes={axes} dots={dots} residual={residual} />
        {props.labels && <DirectLabels {...props} axes={axes} labels={props.labels} />}
        <Crosshair axes={axes} dot={dots[stop]} />
      </svg>
    </div>
  );
}

/** Zero stays in the middle, so that both signs are seen alike. */
function aroundZero(values: readonly number[]): number[] {
  const largest = Math.max(0, ...values.map(Math.abs));
  return [-largest, largest];
}

interface Drawn {
  readonly axes: ChartAxes;
}

/** Within the plot's rectangle, beyond which a band or a wild line would cover the axes. */
function Lines({
  axes,
  curve,
  reference = [],
  band = [],
}: Drawn & Pick<StrikeChartProps, 'curve' | 'reference' | 'band'>) {
  const { left, top, width, height } = plotBox(axes);
  const x = (strike: number) => pointX(axes, strike);
  const ends = band.map(({ strike, low, high }) => ({
    x: x(strike),
    low: pointY(axes, low),
    high: pointY(axes, high),
  }));
  return (
    <svg
      {...{ x: left, y: top, width, height }}
      viewBox={`${left} ${top} ${width} ${height}`}
      aria-hidden="true"
    >
      <path className={styles.band} d={bandPath(ends)} />
      <path className={styles.reference} d={linePath(places(axes, reference))} />
      <path className={styles.curve} data-line="model" d={linePath(places(axes, curve))} />
    </svg>
  );
}

function places(axes: ChartAxes, points: readonly Point[]) {
  return points.map(({ strike, value }) => ({
    x: pointX(axes, strike),
    y: value === undefined ? undefined : pointY(axes, value),
  }));
}

const ZeroLine = memo(function ZeroLine({ axes }: Drawn) {
  const { left, width } = plotBox(axes);
  const y = pointY(axes, 0);
  return <line className={styles.zero} x1={left} x2={left + width} y1={y} y2={y} />;
});

const Forward = memo(function Forward({ axes, forward }: Drawn & { readonly forward: number }) {
  if (forward < axes.x[0] || forward > axes.x[1]) return null;
  const { left, top, width, height } = plotBox(axes);
  const x = pointX(axes, forward);
  const isRight = x > left + width - 60;
  return (
    <>
      <line className={chart.rule} x1={x} x2={x} y1={top} y2={top + height} />
      <text
        className={chart.tick}
        x={isRight ? x - 4 : x + 4}
        y={top + 9}
        textAnchor={isRight ? 'end' : 'start'}
      >
        forward
      </text>
    </>
  );
});

function Crosshair({ axes, dot }: Drawn & { readonly dot: Dot | undefined }) {
  if (!dot) return null;
  const { left, top, height } = plotBox(axes);
  const x = pointX(axes, dot.strike);
  const y = dot.value === undefined ? undefined : pointY(axes, dot.value);
  return (
    <g className={styles.crosshair} data-crosshair>
      <line x1={x} x2={x} y1={top} y2={top + height} />
      {y !== undefined && <line x1={left} x2={x} y1={y} y2={y} />}
      {y !== undefined && <circle cx={x} cy={y} r={7} />}
    </g>
  );
}

/** A band thinner than this in px is a line to the eye, and is told in words alone. */
const VISIBLE_BAND = 8;

/** Names the market at its first dot and the model at its last point, clear of both. */
function DirectLabels({
  axes,
  dots,
  curve,
  reference = [],
  band = [],
  labels,
}: Drawn & Required<Pick<StrikeChartProps, 'labels'>> & StrikeChartProps) {
  const inPlot = (points: readonly Point[]) =>
    places(axes, points).flatMap(({ x, y }) => (y === undefined ? [] : { x, y }));
  const wide = band.filter(
    ({ low, high }) => pointY(axes, low) - pointY(axes, high) > VISIBLE_BAND,
  );
  const upper = wide.map(({ strike, high }) => ({ strike, value: high }));
  const placed = placedLabels(
    plotBox(axes),
    [
      { of: 'market', text: labels.market, points: inPlot(dots), atStart: true },
      { of: 'model', text: labels.model, points: inPlot(curve), atStart: false },
      { of: 'other', text: 'calibrated', points: inPlot(reference), atStart: false },
      { of: 'band', text: '95 %', points: inPlot(upper), atStart: true },
    ],
    1,
  );
  return placed.map(({ of, text, x, y }) => (
    <text key={of} className={chart.seriesLabel} data-tone={of} x={x} y={y}>
      {text}
    </text>
  ));
}
