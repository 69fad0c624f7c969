import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import { type Fit, modelCurve } from '../../../calibration/report/fit.ts';
import { type Size, useSize } from '../../components/use-size.ts';
import {
  drawnType,
  leastLevel,
  leastResidual,
  levelOf,
  type Quantity,
  type QuoteView,
  residualOf,
  spreadLevels,
} from './cells.ts';
import styles from './chart.module.css';
import shared from './plots.module.css';
import { levelTitle } from './sentences.ts';
import type { Dot } from './strike-chart.tsx';

/** Recharts comes in a file of its own, so that the screen does not wait for it. */
export const strikeChart = import('./strike-chart.tsx')
  .then((module) => ({ default: module.StrikeChart }))
  .catch(() => ({ default: ChartMissing }));

const StrikeChart = lazy(() => strikeChart);

export interface SliceProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly quantity: Quantity;
  readonly maturity: number;
  /** The quotes of the maturity, by increasing strike. */
  readonly slice: readonly QuoteView[];
  readonly crosshair: number | undefined;
  readonly onCrosshair: (strike: number | undefined) => void;
}

/** Market and model at one maturity by strike, in implied volatility or in price. */
export function SliceView(props: SliceProps) {
  const { surface, fit, quantity, maturity, slice } = props;
  const forward = forwardPrice(surface, maturity);
  const dots = useMemo(
    () => slice.map((cell) => dot(cell, levelOf(cell, 'market', quantity), quantity, 0, 1)),
    [slice, quantity],
  );
  const curve = useMemo(() => {
    if (!fit) return [];
    const points = modelCurve(surface, fit.model, fit.parameters, maturity, CURVE_POINTS);
    return points.map(({ strike, volatility, ...prices }) => ({
      strike,
      value:
        quantity === 'price'
          ? prices[drawnType(slice, strike, forward)]
          : volatility && 100 * volatility,
    }));
  }, [surface, fit, maturity, quantity, slice, forward]);
  return (
    <Frame title={levelTitle(surface, quantity)} slice={slice}>
      {(size) => (
        <StrikeChart
          size={size}
          dots={dots}
          curve={curve}
          leastSpan={leastLevel(quantity, surface.spot)}
          labels={{ market: 'Market', model: fit?.model.title ?? '' }}
          forward={forward}
          crosshair={props.crosshair}
          onCrosshair={props.onCrosshair}
        />
      )}
    </Frame>
  );
}

/** Model − market at one maturity by strike; bid and ask are as far from their mid. */
export function ResidualSlice(props: SliceProps) {
  const { surface, quantity, maturity, slice } = props;
  const dots = useMemo(() => {
    const unit = quantity === 'price' ? 1 : 100;
    return slice.map((cell) => {
      const middle = levelOf(cell, 'market', quantity) ?? Number.NaN;
      return dot(cell, residualOf(cell, quantity), quantity, middle, unit);
    });
  }, [slice, quantity]);
  return (
    <Frame
      title={`Model − market, ${quantity === 'price' ? 'price' : 'bp of volatility'}`}
      slice={slice}
    >
      {(size) => (
        <StrikeChart
          size={size}
          residual
          dots={dots}
          curve={[]}
          leastSpan={2 * leastResidual(quantity, surface.spot)}
          forward={forwardPrice(surface, maturity)}
          crosshair={props.crosshair}
          onCrosshair={props.onCrosshair}
        />
      )}
    </Frame>
  );
}

/** A quote's mark; its bid and ask less `origin`, times `unit`. */
function dot(
  cell: QuoteView,
  value: number | undefined,
  quantity: Quantity,
  origin: number,
  unit: number,
): Dot {
  const { strike, index } = cell;
  const spread = value === undefined ? undefined : spreadLevels(cell, quantity);
  const place = (level: number | undefined) =>
    level === undefined ? undefined : unit * (level - origin);
  return {
    strike,
    value,
    index: index.strike,
    ...(spread && { bid: place(spread.bid), ask: place(spread.ask) }),
  };
}

const CURVE_POINTS = 121;

interface FrameProps {
  readonly title: string;
  readonly slice: readonly QuoteView[];
  readonly children: (size: Size) => ReactNode;
}

function Frame({ title, slice, children }: FrameProps) {
  const [size, ref] = useSize();
  if (slice.length === 0)
    return <p className={shared.empty}>Nothing is quoted at this maturity.</p>;
  const skeleton = <div className={styles.skeleton} />;
  return (
    <div className={styles.frame}>
      <div className={styles.axisTitle}>{title}</div>
      <div ref={ref} className={styles.chartArea}>
        {size ? <Suspense fallback={skeleton}>{children(size)}</Suspense> : skeleton}
      </div>
      <div className={styles.xTitle}>Strike</div>
    </div>
  );
}

function ChartMissing() {
  return (
    <p className={shared.empty}>
      The charts could not be loaded. Reload the page; “Data” shows the same numbers meanwhile.
    </p>
  );
}
