import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { type Fit, forwardPrice, modelCurve } from '../../../calibration/fit.ts';
import type { Surface } from '../../../calibration/surface.ts';
import { type Size, useSize } from '../../components/use-size.ts';
import {
  type CellView,
  leastLevel,
  leastResidual,
  levelOf,
  type Quantity,
  residualOf,
} from './cells.ts';
import styles from './chart.module.css';
import shared from './plots.module.css';

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
  readonly slice: readonly CellView[];
  readonly crosshair: number | undefined;
  readonly onCrosshair: (strike: number | undefined) => void;
}

/** Market and model at one maturity by strike, in implied volatility or in price. */
export function SliceView(props: SliceProps) {
  const { surface, fit, quantity, maturity, slice } = props;
  const dots = useMemo(
    () => slice.map((cell) => ({ strike: cell.strike, value: levelOf(cell, 'market', quantity) })),
    [slice, quantity],
  );
  const curve = useMemo(() => {
    if (!fit) return [];
    const points = modelCurve(surface, fit.model, fit.parameters, maturity, CURVE_POINTS);
    return points.map(({ strike, price, volatility }) => ({
      strike,
      value: quantity === 'price' ? price : volatility && 100 * volatility,
    }));
  }, [surface, fit, maturity, quantity]);
  const unit = quantity === 'price' ? 'Call price' : 'Implied volatility, %';
  return (
    <Frame title={unit}>
      {(size) => (
        <StrikeChart
          size={size}
          dots={dots}
          curve={curve}
          leastSpan={leastLevel(quantity, surface.spot)}
          labels={{ market: 'Market', model: fit?.model.title ?? '' }}
          forward={forwardPrice(surface, surface.maturities[maturity] ?? Number.NaN)}
          crosshair={props.crosshair}
          onCrosshair={props.onCrosshair}
        />
      )}
    </Frame>
  );
}

/** Model − market at one maturity by strike. */
export function ResidualSlice(props: SliceProps) {
  const { surface, quantity, maturity, slice } = props;
  const dots = useMemo(
    () => slice.map((cell) => ({ strike: cell.strike, value: residualOf(cell, quantity) })),
    [slice, quantity],
  );
  return (
    <Frame title={`Model − market, ${quantity === 'price' ? 'price' : 'bp of volatility'}`}>
      {(size) => (
        <StrikeChart
          size={size}
          residual
          dots={dots}
          curve={[]}
          leastSpan={2 * leastResidual(quantity, surface.spot)}
          forward={forwardPrice(surface, surface.maturities[maturity] ?? Number.NaN)}
          crosshair={props.crosshair}
          onCrosshair={props.onCrosshair}
        />
      )}
    </Frame>
  );
}

const CURVE_POINTS = 121;

function Frame({ title, children }: { title: string; children: (size: Size) => ReactNode }) {
  const [size, ref] = useSize();
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
