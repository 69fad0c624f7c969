import { type KeyboardEvent, memo, type PointerEvent, useId, useMemo, useState } from 'react';
import type { ParameterSpec } from '../../../levy/model.ts';
import { type ChartAxes, plotBox, pointX, pointY } from '../../components/chart/axes.ts';
import chart from '../../components/chart/chart.module.css';
import { nearestStop, steppedStop } from '../../components/chart/crosshair.ts';
import { bandPath, linePath } from '../../components/chart/paths.ts';
import { SvgAxes } from '../../components/chart/svg-axes.tsx';
import { useSize } from '../../components/use-size.ts';
import styles from './batch-dialog.module.css';
import type { Series, SeriesPoint } from './series.ts';
import { seriesAxes } from './series-axes.ts';

/** Of more points than this the line alone is drawn. */
const MOST_DOTS = 60;

export interface SeriesChartProps {
  readonly spec: ParameterSpec;
  readonly series: Series;
  readonly points: readonly SeriesPoint[];
  /** Place of the crosshair, which all charts share. */
  readonly at: number | undefined;
  readonly onAt: (at: number | undefined) => void;
  /** Told the place that was chosen, where a point is one surface. */
  readonly onChoose: ((at: number) => void) | undefined;
  /** The values at the crosshair. */
  readonly readout: string | undefined;
}

/** One parameter over the batch: a line, its 95 % band, gaps where surfaces failed. */
export function SeriesChart(props: SeriesChartProps) {
  const { spec, series, points, at, onAt, onChoose, readout } = props;
  const [size, ref] = useSize();
  const [isFocused, setFocused] = useState(false);
  const axes = useMemo(() => size && seriesAxes(series, points, size), [series, points, size]);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!axes) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    onAt(nearestStop(axes, series.x, x));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = series.x.length - 1;
    const target = steppedStop(event.key, at, last, Math.floor(last / 2));
    if (target !== undefined) onAt(target);
    else if (event.key === 'Enter' && at !== undefined && onChoose) onChoose(at);
    else return;
    event.preventDefault();
  };
  const point = at === undefined ? undefined : points[at];
  const x = axes && at !== undefined ? pointX(axes, series.x[at] ?? Number.NaN) : undefined;
  // The readout does not hide the point that it tells of.
  const isHigh = axes && point && pointY(axes, point.value) < axes.size.height / 2;
  return (
    <div className={chart.frame}>
      <div className={chart.heading}>
        <span className={chart.axisTitle}>
          {spec.symbol}, {spec.name}
        </span>
      </div>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: the application role is interactive. */}
      <div
        ref={ref}
        className={chart.area}
        role="application"
        aria-label={`${spec.symbol}, ${spec.name}, at ${points.length} places. Arrow keys move the crosshair${onChoose ? ', Enter opens the surface' : ''}.`}
        tabIndex={0}
        data-choose={onChoose ? true : undefined}
        onPointerMove={onPointerMove}
        onPointerLeave={() => onAt(undefined)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          onAt(undefined);
        }}
        onClick={() => at !== undefined && onChoose?.(at)}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: the application role is interactive. */}
        {axes && <Marks axes={axes} series={series} points={points} />}
        {axes && x !== undefined && (
          <svg className={chart.overlay} aria-hidden="true">
            <line
              x1={x}
              x2={x}
              y1={plotBox(axes).top}
              y2={plotBox(axes).top + plotBox(axes).height}
            />
            {point && Number.isFinite(point.value) && (
              <circle cx={x} cy={pointY(axes, point.value)} r={5} />
            )}
          </svg>
        )}
        <output
          className={chart.values}
          aria-label={`${spec.symbol} at the crosshair`}
          // All charts share the crosshair: only the one that the keys are at is read out.
          aria-live={isFocused ? 'polite' : 'off'}
          {...(axes &&
            x !== undefined && {
              'data-side': x > axes.size.width / 2 ? 'left' : 'right',
              'data-end': isHigh ? 'bottom' : 'top',
            })}
        >
          {readout}
        </output>
      </div>
    </div>
  );
}

interface MarksProps {
  readonly axes: ChartAxes;
  readonly series: Series;
  readonly points: readonly SeriesPoint[];
}

/** Drawn again only where the points or the axes are others. */
const Marks = memo(function Marks({ axes, series, points }: MarksProps) {
  const clip = useId();
  const { left, top, width, height } = plotBox(axes);
  const places = points.map(({ value }, i) => ({
    x: pointX(axes, series.x[i] ?? Number.NaN),
    y: Number.isFinite(value) ? pointY(axes, value) : undefined,
  }));
  const hasDots = points.length <= MOST_DOTS;
  return (
    <svg className={styles.marks} aria-hidden="true">
      <clipPath id={clip}>
        <rect x={left} y={top} width={width} height={height} />
      </clipPath>
      <g className={chart.series} data-tone="model">
        {bands(axes, series, points).map((path) => (
          <path key={path} className={chart.band} d={path} clipPath={`url(#${clip})`} />
        ))}
      </g>
      <SvgAxes axes={axes} />
      <g className={chart.series} data-tone="model">
        <path className={chart.line} d={linePath(places)} strokeWidth="1.5" />
        {places.map(({ x, y }, i) =>
          y !== undefined && (hasDots || isAlone(points, i)) ? (
            <circle key={series.rows[i]} className={chart.dot} cx={x} cy={y} r={hasDots ? 3 : 2} />
          ) : null,
        )}
      </g>
    </svg>
  );
});

/** A line cannot show a point between two gaps. */
function isAlone(points: readonly SeriesPoint[], i: number): boolean {
  const isGap = (at: number) => !Number.isFinite(points[at]?.value ?? Number.NaN);
  return isGap(i - 1) && isGap(i + 1);
}

/** A band for each stretch without a gap. */
function bands(axes: ChartAxes, series: Series, points: readonly SeriesPoint[]): string[] {
  const paths: string[] = [];
  let run: Array<{ readonly x: number; readonly low: number; readonly high: number }> = [];
  const end = () => {
    const path = bandPath(run);
    if (path !== '') paths.push(path);
    run = [];
  };
  for (const [i, { low, high }] of points.entries()) {
    if (!Number.isFinite(high - low)) {
      end();
      continue;
    }
    const x = pointX(axes, series.x[i] ?? Number.NaN);
    run.push({ x, low: pointY(axes, low), high: pointY(axes, high) });
  }
  end();
  return paths;
}
