import { useMemo, useState } from 'react';
import { InaccurateDistributionError } from '../../../levy/density.ts';
import { LineChart, type LineSeries } from '../../components/line-chart.tsx';
import type { PlotGuestProps } from '../../components/plot-guest.ts';
import { Segmented } from '../../components/segmented.tsx';
import { leadingDecimals } from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';
import {
  type Axis,
  type Bin,
  densityAt,
  densityBins,
  hiddenPeak,
  middle,
  normalReference,
  onAxis,
} from './curve.ts';
import styles from './density.module.css';
import { DensityTable } from './density-table.tsx';
import { ShapeTable } from './shape-table.tsx';
import { type Shape, type Shapes, shapesOf } from './shapes.ts';
import { axisTitle, axisValue, densityText, densityTitle, peakNote } from './words.ts';

const AXES = [
  ['return', 'Log-return'],
  ['spot', 'Spot'],
] as const satisfies ReadonlyArray<readonly [Axis, string]>;

/** The risk-neutral density of ln(S_T/F) that the fit implies, with its shape at every maturity. */
export function DensityView({ surface, fit, maturity, onMaturity, showData }: PlotGuestProps) {
  const [axis, setAxis] = useState<Axis>('return');
  const found = useMemo(() => {
    if (!fit) return undefined;
    try {
      return shapesOf(surface, fit.model, fit.parameters);
    } catch (error) {
      if (error instanceof RangeError || error instanceof InaccurateDistributionError) return error;
      throw error;
    }
  }, [surface, fit]);
  const curve = useMemo(() => {
    if (!found || found instanceof Error) return undefined;
    const shape = found.all[maturity];
    return shape && { shape, bins: densityBins(found.distribution, shape, axis) };
  }, [found, maturity, axis]);
  if (!fit || !found) return <p className={styles.empty}>The density comes with the fit.</p>;
  if (found instanceof Error || !curve) {
    return <p className={styles.empty}>{found instanceof Error && found.message}</p>;
  }
  const labels = distinctLabels(surface.maturities);
  const at = labels[maturity] ?? '';
  const table = (
    <ShapeTable
      shapes={found}
      labels={labels}
      axis={axis}
      maturity={maturity}
      onMaturity={onMaturity}
    />
  );
  return (
    <div className={styles.density}>
      <div className={styles.head}>
        <p className={styles.words}>
          What the fitted prices say about where the spot ends, under the pricing measure.
        </p>
        <Segmented label="Axis" options={AXES} value={axis} onChange={setAxis} />
      </div>
      {showData ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <div className={styles.tables} tabIndex={0}>
          {table}
          <DensityTable bins={curve.bins} axis={axis} caption={`Density at ${at} years`} />
        </div>
      ) : (
        <div className={styles.pair}>
          <Chart found={found} {...curve} axis={axis} title={fit.model.title} at={at} />
          {table}
        </div>
      )}
    </div>
  );
}

interface ChartProps {
  readonly found: Shapes;
  readonly shape: Shape;
  readonly bins: readonly Bin[];
  readonly axis: Axis;
  /** The model's title. */
  readonly title: string;
  /** The maturity as it is written. */
  readonly at: string;
}

function Chart({ found, shape, bins, axis, title, at }: ChartProps) {
  const others = useMemo(() => otherBins(found, shape, axis), [found, shape, axis]);
  const series = useMemo(
    () => seriesOf(title, shape, bins, others, axis),
    [title, shape, bins, others, axis],
  );
  const top = Math.max(...bins.map(({ density }) => density));
  const decimals = leadingDecimals(top, 3);
  const { distribution } = found;
  const bin = bins[Math.floor(bins.length / 2)];
  const width = bin
    ? axis === 'spot'
      ? Math.log(bin.to / bin.from)
      : (bin.to - bin.from) / 100
    : 0;
  const note = peakNote(
    hiddenPeak(distribution, shape.maturity, width),
    distribution.kink(shape.maturity),
    width,
  );
  const mark = (x: number, label: string) =>
    Number.isNaN(x) ? [] : { x: onAxis(x, axis, shape), label };
  return (
    <div className={styles.chart}>
      <div className={styles.area}>
        <LineChart
          label={`Density of the spot in ${at} years on the forward: 5 % below ${axisValue(onAxis(shape.low, axis, shape), axis, shape)}, 5 % above ${axisValue(onAxis(shape.high, axis, shape), axis, shape)}.`}
          series={series}
          xTitle={axisTitle(axis)}
          yTitle={densityTitle(axis)}
          xText={(x) => axisValue(x, axis, shape)}
          yText={(y) => densityText(y, decimals)}
          marks={[mark(shape.low, '5 %'), mark(0, 'Forward'), mark(shape.high, '95 %')].flat()}
        />
      </div>
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}

/** Other maturities that are drawn beside the chosen one. */
const MOST_OTHERS = 6;

function otherBins(found: Shapes, chosen: Shape, axis: Axis): Array<readonly Bin[]> {
  const others = found.all.filter((shape) => shape !== chosen);
  const step = Math.max(Math.ceil(others.length / MOST_OTHERS), 1);
  return others
    .filter((_, i) => i % step === 0)
    .map((shape) => densityBins(found.distribution, shape, axis));
}

function seriesOf(
  title: string,
  shape: Shape,
  bins: readonly Bin[],
  others: ReadonlyArray<readonly Bin[]>,
  axis: Axis,
): LineSeries[] {
  const places = bins.map(middle);
  const top = 1.15 * Math.max(...bins.map(({ density }) => density));
  const line = (y: (place: number, n: number) => number | undefined) =>
    places.map((x, n) => ({ x, y: y(x, n) }));
  return [
    // Faint, and cut off where a shorter maturity peaks far above the chosen one.
    ...others.map((other): LineSeries => {
      const points = line((place) => {
        const density = densityAt(other, place);
        return density !== undefined && density < top ? density : undefined;
      });
      return { name: '', tone: 'other', form: 'line', points };
    }),
    {
      name: 'Normal, same variance',
      tone: 'other',
      form: 'line',
      dashed: true,
      points: line((place) => normalReference(place, axis, shape)),
    },
    { name: title, tone: 'model', form: 'line', points: line((_, n) => bins[n]?.density) },
  ];
}
