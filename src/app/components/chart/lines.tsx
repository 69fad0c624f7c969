import { memo, useMemo } from 'react';
import { CartesianGrid, ComposedChart, Curve, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { LineChartProps, LineSeries } from '../line-chart.tsx';
import { useStages } from '../use-stages.ts';
import { type ChartAxes, MARGIN, plotBox, pointX, pointY, type Tick as TickText } from './axes.ts';
import styles from './chart.module.css';
import { bandPath } from './paths.ts';
import { placedLabels } from './series-labels.ts';

export interface LinesProps {
  readonly axes: ChartAxes;
  readonly series: readonly LineSeries[];
  readonly marks: NonNullable<LineChartProps['marks']>;
}

/** Axes, grid and rules by Recharts, which is large and loaded with the first view that needs it. */
export const Lines = memo(function Lines({ axes, series, marks }: LinesProps) {
  const { size, x, y, xTicks, yTicks, left } = axes;
  // Recharts mounts all at once: in parts, it blocks the page for less long.
  const stage = useStages(2);
  return (
    <ComposedChart
      {...size}
      data={NOTHING}
      margin={{ top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      className={styles.chart ?? ''}
    >
      {stage > 0 && <CartesianGrid vertical={false} verticalCoordinatesGenerator={noLines} />}
      <XAxis
        dataKey="x"
        type="number"
        domain={[...x]}
        allowDataOverflow
        ticks={xTicks.map(({ value }) => value)}
        tick={<Tick texts={xTicks} dy="0.71em" />}
        niceTicks="none"
        tickLine={false}
        height={MARGIN.bottom}
        interval={0}
      />
      <YAxis
        type="number"
        domain={[...y]}
        allowDataOverflow
        ticks={yTicks.map(({ value }) => value)}
        tick={<Tick texts={yTicks} dy="0.355em" />}
        niceTicks="none"
        axisLine={false}
        tickLine={false}
        width={left}
        interval={0}
      />
      {stage > 0 &&
        marks.map((mark) => (
          <ReferenceLine key={mark.label} x={mark.x} className={styles.rule ?? ''} />
        ))}
      {stage > 1 && <Marks axes={axes} series={series} marks={marks} />}
    </ComposedChart>
  );
});

const NOTHING: readonly never[] = [];

/** Recharts would measure the ticks' texts for vertical lines even where it draws none. */
const noLines = () => [];

interface TickProps {
  readonly texts: readonly TickText[];
  readonly dy: string;
  readonly x?: number;
  readonly y?: number;
  readonly textAnchor?: 'middle' | 'end';
  readonly payload?: { readonly value: number };
}

/** A plain text: that of Recharts measures itself. Its place and value come from the axis. */
function Tick({ texts, dy, x, y, textAnchor, payload }: TickProps) {
  return (
    <text className={styles.tick} {...{ x, y, dy, textAnchor }}>
      {texts.find(({ value }) => value === payload?.value)?.text}
    </text>
  );
}

function Marks({ axes, series, marks }: LinesProps) {
  const labels = useMemo(() => labelsOf(axes, series), [axes, series]);
  return (
    <>
      {marks.map(({ x, label }) => {
        const px = pointX(axes, x);
        const isRight = px > axes.size.width - 70;
        return (
          <text
            key={label}
            className={styles.tick}
            x={isRight ? px - 4 : px + 4}
            y={MARGIN.top + 9}
            textAnchor={isRight ? 'end' : 'start'}
          >
            {label}
          </text>
        );
      })}
      {/* What was observed lies on top of what was computed. */}
      {[...series].sort(byLayer).map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: series have no other identity.
        <Series key={index} axes={axes} series={each} />
      ))}
      {labels.map(({ of: tone, text, x, y }) => (
        <text key={`${tone} ${text}`} className={styles.seriesLabel} data-tone={tone} x={x} y={y}>
          {text}
        </text>
      ))}
    </>
  );
}

/** Points of a series tried as its label's place. */
const TRIED = 16;

function labelsOf(axes: ChartAxes, series: readonly LineSeries[]) {
  const named = series.map(({ name, tone, form, points }) => ({
    of: tone,
    text: name,
    atStart: form === 'dots',
    points: points.flatMap(({ x, y }) =>
      y === undefined ? [] : { x: pointX(axes, x), y: pointY(axes, y) },
    ),
  }));
  return placedLabels(plotBox(axes), named, TRIED);
}

const LAYERS = { other: 0, model: 1, market: 2 };

function byLayer(a: LineSeries, b: LineSeries): number {
  return LAYERS[a.tone] - LAYERS[b.tone];
}

function Series({ axes, series }: { axes: ChartAxes; series: LineSeries }) {
  const { tone, form, dashed, points, band } = series;
  const places = points.map(({ x, y }) => ({
    x: pointX(axes, x),
    y: y === undefined ? null : pointY(axes, y),
  }));
  return (
    <g className={styles.series} data-tone={tone}>
      {band && (
        <path
          className={styles.band}
          d={bandPath(
            band.map(({ x, low, high }) => ({
              x: pointX(axes, x),
              low: pointY(axes, low),
              high: pointY(axes, high),
            })),
          )}
        />
      )}
      {form !== 'dots' && (
        <Curve
          className={styles.line ?? ''}
          type="linear"
          points={places}
          {...(dashed && { strokeDasharray: '5 4' })}
        />
      )}
      {form !== 'line' &&
        places.map(
          ({ x, y }) => y !== null && <circle key={x} className={styles.dot} cx={x} cy={y} r={3} />,
        )}
    </g>
  );
}
