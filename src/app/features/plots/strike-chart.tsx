import { useEffect, useRef } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  Curve,
  ReferenceLine,
  Scatter,
  type ScatterShapeProps,
  useActiveTooltipDataPoints,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import type { Size } from '../../components/use-size.ts';
import { useStages } from '../../components/use-stages.ts';
import { fixed } from '../../format/numbers.ts';
import styles from './chart.module.css';
import { labelBaseline, textWidth } from './label-place.ts';
import { niceDomain, tickDecimals, ticksWithin } from './ticks.ts';

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

export interface StrikeChartProps {
  readonly size: Size;
  readonly dots: readonly Dot[];
  /** The model, dense in strike; drawn as a line. */
  readonly curve: readonly Point[];
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

/** An xy plot against strike: quotes are dots, the model is a line. */
export function StrikeChart(props: StrikeChartProps) {
  const { size, dots, curve, forward, residual = false, crosshair } = props;
  const values = [
    ...dots.flatMap(({ value, bid, ask }) => [value, bid, ask]),
    ...curve.map(({ value }) => value),
  ].filter((value) => value !== undefined);
  const yDomain = niceDomain(residual ? [0, ...values] : values, 5, props.leastSpan);
  // The domain may have one step more than asked for.
  const yTicks = ticksWithin(yDomain[0], yDomain[1], 6);
  const strikes = dots.map(({ strike }) => strike);
  const xDomain = padded(strikes);
  const xTicks = ticksWithin(
    xDomain[0],
    xDomain[1],
    Math.min(8, Math.max(2, Math.floor(size.width / 60))),
  );
  // Recharts mounts all at once: in parts, it blocks the page for less long.
  const stage = useStages(3);
  return (
    <ComposedChart
      {...size}
      data={dots}
      margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
      accessibilityLayer
      className={styles.chart ?? ''}
    >
      {stage > 1 && <CartesianGrid vertical={false} verticalCoordinatesGenerator={noLines} />}
      <XAxis
        dataKey="strike"
        type="number"
        domain={xDomain}
        ticks={xTicks}
        tick={<Tick decimals={tickDecimals(xTicks)} dy="0.71em" />}
        niceTicks="none"
        tickLine={false}
        height={22}
        interval={0}
      />
      {stage > 0 && (
        <YAxis
          type="number"
          domain={yDomain}
          ticks={yTicks}
          tick={<Tick decimals={tickDecimals(yTicks)} dy="0.355em" />}
          niceTicks="none"
          axisLine={false}
          tickLine={false}
          width={44}
          interval={0}
        />
      )}
      {stage > 2 && (
        <>
          <ReferenceLine x={forward} className={styles.forward ?? ''} label={<ForwardLabel />} />
          {residual && <ReferenceLine y={0} className={styles.zero ?? ''} />}
          <ModelCurve points={curve} />
          <Spreads dots={dots} />
          <Crosshair dot={dots.find(({ index }) => index === crosshair)} />
          <Scatter dataKey="value" isAnimationActive={false} shape={residual ? Stem : MarketDot} />
          {props.labels && <DirectLabels dots={dots} curve={curve} labels={props.labels} />}
          <ActiveStrike onCrosshair={props.onCrosshair} />
        </>
      )}
    </ComposedChart>
  );
}

interface TickProps {
  readonly decimals: number;
  readonly dy: string;
  readonly x?: number;
  readonly y?: number;
  readonly textAnchor?: 'middle' | 'end';
  readonly payload?: { readonly value: number };
}

/** A plain text: that of Recharts measures itself. Its place and value come from the axis. */
function Tick({ decimals, dy, x, y, textAnchor, payload }: TickProps) {
  return (
    <text className={styles.hint} {...{ x, y, dy, textAnchor }}>
      {payload && fixed(payload.value, decimals)}
    </text>
  );
}

/** Recharts would measure the ticks' texts for vertical lines even where it draws none. */
const noLines = () => [];

function MarketDot({ cx, cy }: ScatterShapeProps) {
  if (!Number.isFinite(cy)) return null;
  return <circle className={styles.dot} cx={cx} cy={cy} r={3} />;
}

function Stem({ cx, cy }: ScatterShapeProps) {
  const zero = useYAxisScale()?.(0);
  if (!Number.isFinite(cy) || zero === undefined) return null;
  const side = (cy ?? 0) > zero ? styles.below : styles.above;
  return (
    <g className={side}>
      <line x1={cx} x2={cx} y1={zero} y2={cy} />
      <circle cx={cx} cy={cy} r={3} />
    </g>
  );
}

/** A bar from bid to ask behind each quote that has them. */
function Spreads({ dots }: Pick<StrikeChartProps, 'dots'>) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!x || !y || !area) return null;
  const bars = dots.filter(({ bid, ask }) => bid !== undefined || ask !== undefined);
  return (
    <g className={styles.spread}>
      {bars.map(({ index, strike, bid, ask }) => (
        <line
          key={index}
          x1={x(strike)}
          x2={x(strike)}
          y1={bid === undefined ? area.y + area.height : y(bid)}
          y2={ask === undefined ? area.y : y(ask)}
        />
      ))}
    </g>
  );
}

function ModelCurve({ points }: { points: readonly Point[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y || points.length === 0) return null;
  const path = points.map(({ strike, value }) => ({
    x: x(strike) ?? null,
    y: (value === undefined ? undefined : y(value)) ?? null,
  }));
  return <Curve className={styles.curve ?? ''} type="linear" points={path} />;
}

function Crosshair({ dot }: { dot: Dot | undefined }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  const cx = dot && x?.(dot.strike);
  if (!dot || !area || cx === undefined) return null;
  const cy = dot.value === undefined ? undefined : y?.(dot.value);
  return (
    <g className={styles.crosshair}>
      <line x1={cx} x2={cx} y1={area.y} y2={area.y + area.height} />
      {cy !== undefined && <line x1={area.x} x2={cx} y1={cy} y2={cy} />}
      {cy !== undefined && <circle cx={cx} cy={cy} r={7} />}
    </g>
  );
}

function ForwardLabel({ viewBox }: { viewBox?: { x?: number; y?: number } }) {
  const area = usePlotArea();
  const x = viewBox?.x ?? 0;
  const atRight = area !== undefined && x > area.x + area.width - 60;
  return (
    <text
      className={styles.hint}
      x={atRight ? x - 4 : x + 4}
      y={(viewBox?.y ?? 0) + 9}
      textAnchor={atRight ? 'end' : 'start'}
    >
      forward
    </text>
  );
}

/** Names the market at its first dot and the model at its last point, clear of both. */
function DirectLabels({
  dots,
  curve,
  labels,
}: Required<Pick<StrikeChartProps, 'dots' | 'curve' | 'labels'>>) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!x || !y || !area) return null;
  const marks = (points: readonly Point[]) =>
    points.flatMap(({ strike, value }) =>
      value === undefined ? [] : { x: x(strike) ?? 0, y: y(value) ?? 0 },
    );
  const market = marks(dots);
  const model = marks(curve);
  const all = [...market, ...model];
  const start = market[0];
  const end = model.at(-1);
  return (
    <>
      {start && (
        <text
          className={styles.marketLabel}
          x={start.x + 8}
          y={labelBaseline(all, start.x + 8, labels.market, area, start.y)}
        >
          {labels.market}
        </text>
      )}
      {end && (
        <text
          className={styles.modelLabel}
          x={end.x}
          y={labelBaseline(all, end.x - textWidth(labels.model), labels.model, area, end.y)}
          textAnchor="end"
        >
          {labels.model}
        </text>
      )}
    </>
  );
}

/** Reports the strike that mouse, finger or arrow keys point at, when it changes. */
function ActiveStrike({ onCrosshair }: Pick<StrikeChartProps, 'onCrosshair'>) {
  const active = useIsTooltipActive();
  const row = useActiveTooltipDataPoints<Dot>()?.[0];
  const strike = active ? row?.index : undefined;
  const reported = useRef(strike);
  useEffect(() => {
    if (reported.current === strike) return;
    reported.current = strike;
    onCrosshair(strike);
  }, [strike, onCrosshair]);
  return null;
}

/** The strikes' interval with room for half a dot at either end. */
function padded(strikes: readonly number[]): [number, number] {
  const low = Math.min(...strikes);
  const high = Math.max(...strikes);
  const pad = (high - low || high) * 0.02;
  return [low - pad, high + pad];
}
