import {
  type ComponentType,
  type KeyboardEvent,
  lazy,
  type PointerEvent,
  Suspense,
  useMemo,
  useState,
} from 'react';
import { type ChartAxes, plotBox, pointX, pointY } from './chart/axes.ts';
import styles from './chart/chart.module.css';
import { nearestStop, steppedStop } from './chart/crosshair.ts';
import { lineLayout } from './chart/line-layout.ts';
import { lineReadout, valueAt } from './chart/line-readout.ts';
import type { LinesProps } from './chart/lines.tsx';
import { useSize } from './use-size.ts';

/** Quotes are dots, a model is a line, uncertainty is a band. */
export interface LineSeries {
  /** Written beside the line and in the readout; empty for a line that needs no name. */
  readonly name: string;
  readonly tone: 'market' | 'model' | 'other';
  readonly form: 'line' | 'dots' | 'both';
  readonly dashed?: boolean;
  /** By increasing `x`; where `y` is undefined the line has a gap. */
  readonly points: ReadonlyArray<{ readonly x: number; readonly y: number | undefined }>;
  readonly band?: ReadonlyArray<{
    readonly x: number;
    readonly low: number;
    readonly high: number;
  }>;
}

export interface LineChartProps {
  /** One sentence that says what is drawn, for those who do not see it. */
  readonly label: string;
  readonly series: readonly LineSeries[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** Texts of the axes and at the crosshair. */
  readonly xText?: (x: number) => string;
  readonly yText?: (y: number) => string;
  /** Vertical rules. */
  readonly marks?: ReadonlyArray<{ readonly x: number; readonly label: string }>;
  /** The y axis spans no less, so that rounding errors do not look like structure. */
  readonly leastSpan?: number;
  /** Ticks of the x axis at whole numbers only. */
  readonly wholeX?: boolean;
  /** Told the x under the crosshair at a click or Enter. */
  readonly onChoose?: (x: number) => void;
}

const NO_MARKS: NonNullable<LineChartProps['marks']> = [];

const Lines = lazy<ComponentType<LinesProps>>(() =>
  import('./chart/lines.tsx').then(
    (module) => ({ default: module.Lines }),
    () => ({ default: LinesMissing }),
  ),
);

/** A file that did not come must not take the view away. */
function LinesMissing() {
  return (
    <p className={styles.missing} role="alert">
      The chart could not be loaded. Reload the page; “Data” shows the same numbers meanwhile.
    </p>
  );
}

/**
 * An xy chart that fills its parent: direct labels, and a crosshair by pointer or arrow keys that
 * reads every series. It stops where there are dots, else at every point.
 */
export function LineChart(props: LineChartProps) {
  const { series, xTitle, yTitle, onChoose } = props;
  const [size, ref] = useSize();
  const [stop, setStop] = useState<number>();
  const layout = useMemo(() => size && lineLayout(props, size), [props, size]);
  const stops = layout?.stops ?? [];
  const at = stop === undefined ? undefined : stops[Math.min(stop, stops.length - 1)];

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!layout) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setStop(nearestStop(layout.axes, layout.stops, x));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = stops.length - 1;
    const target = steppedStop(event.key, stop, last, Math.floor(last / 2));
    if (target !== undefined) setStop(target);
    else if (event.key === 'Escape' && stop !== undefined) setStop(undefined);
    else if (event.key === 'Enter' && at !== undefined && onChoose) onChoose(at);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.frame}>
      <div className={styles.heading}>
        <span className={styles.axisTitle}>{yTitle}</span>
      </div>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: the application role is interactive. */}
      <div
        ref={ref}
        className={styles.area}
        role="application"
        aria-label={`${props.label} Arrow keys move the crosshair${onChoose ? ', Enter chooses' : ''}.`}
        tabIndex={0}
        data-choose={onChoose ? true : undefined}
        onPointerMove={onPointerMove}
        onPointerDown={onPointerMove}
        onPointerLeave={() => setStop(undefined)}
        onBlur={() => setStop(undefined)}
        onClick={() => at !== undefined && onChoose?.(at)}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: the application role is interactive. */}
        {layout && (
          <Suspense fallback={<div className={styles.skeleton} />}>
            <Lines axes={layout.axes} series={series} marks={props.marks ?? NO_MARKS} />
          </Suspense>
        )}
        {layout && at !== undefined && <Crosshair axes={layout.axes} series={series} at={at} />}
        {/* It is there before it says something, so that what it says is announced. */}
        <output
          className={styles.values}
          aria-label="Values at the crosshair"
          {...(layout && at !== undefined && cornerOf(layout.axes, series, at))}
        >
          {at !== undefined &&
            lineReadout(props, at).map(({ name, text }) => (
              <span key={name} className={styles.value}>
                <span>{name}</span> <span>{text}</span>
              </span>
            ))}
        </output>
      </div>
      <div className={styles.xTitle}>{xTitle}</div>
    </div>
  );
}

/** The readout stands in the half of the chart where the crosshair is not, away from the marks there. */
function cornerOf(axes: ChartAxes, series: readonly LineSeries[], at: number) {
  const { left, top, width, height } = plotBox(axes);
  const isLeft = pointX(axes, at) > left + width / 2;
  const heights = series.flatMap(({ points }) =>
    points.flatMap(({ x, y }) =>
      y !== undefined && pointX(axes, x) < left + width / 2 === isLeft ? pointY(axes, y) : [],
    ),
  );
  const mean = heights.reduce((sum, y) => sum + y, 0) / Math.max(heights.length, 1);
  const isTop = heights.length === 0 || mean > top + height / 2;
  return { 'data-side': isLeft ? 'left' : 'right', 'data-end': isTop ? 'top' : 'bottom' };
}

/** Drawn over the chart, which stays as it is while the pointer moves. */
function Crosshair({
  axes,
  series,
  at,
}: Pick<LineChartProps, 'series'> & {
  readonly axes: ChartAxes;
  readonly at: number;
}) {
  const { top, height } = plotBox(axes);
  const x = pointX(axes, at);
  return (
    <svg className={styles.overlay} aria-hidden="true">
      <line x1={x} x2={x} y1={top} y2={top + height} />
      {series.map((each, index) => {
        const y = valueAt(each, at);
        // biome-ignore lint/suspicious/noArrayIndexKey: series have no other identity.
        return y !== undefined && <circle key={index} cx={x} cy={pointY(axes, y)} r={5} />;
      })}
    </svg>
  );
}
