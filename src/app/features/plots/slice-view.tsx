import { type ReactNode, useMemo } from 'react';
import { forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import { curveBand } from '../../../calibration/report/curve-band.ts';
import { type CurvePoint, type Fit, modelCurve } from '../../../calibration/report/fit.ts';
import chart from '../../components/chart/chart.module.css';
import { type Size, useSize } from '../../components/use-size.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { bandEnds, bandText } from './band.ts';
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
import shared from './plots.module.css';
import { levelTitle } from './sentences.ts';
import styles from './strike-chart.module.css';
import { type Dot, type Point, StrikeChart } from './strike-chart.tsx';

export interface SliceProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  /** The calibration that `fit` is of, or departs from while parameters are tried out. */
  readonly outcome: Outcome | undefined;
  readonly quantity: Quantity;
  readonly maturity: number;
  /** The quotes of the maturity, by increasing strike. */
  readonly slice: readonly QuoteView[];
  readonly crosshair: number | undefined;
  readonly onCrosshair: (strike: number | undefined) => void;
}

/** Market and model at one maturity by strike, in implied volatility or in price. */
export function SliceView(props: SliceProps) {
  const { surface, fit, outcome, quantity, maturity, slice } = props;
  const forward = forwardPrice(surface, maturity);
  const dots = useMemo(
    () => slice.map((cell) => dot(cell, levelOf(cell, 'market', quantity), quantity, 0, 1)),
    [slice, quantity],
  );
  const toPoint = useMemo(() => {
    return ({ strike, volatility, ...prices }: CurvePoint): Point => ({
      strike,
      value:
        quantity === 'price'
          ? prices[drawnType(slice, strike, forward)]
          : volatility && 100 * volatility,
    });
  }, [quantity, slice, forward]);
  const curve = useModelCurve(surface, fit, maturity);
  const reference = useModelCurve(surface, fit && departedFrom(fit, outcome?.fit), maturity);
  const band = useMemo(() => {
    const refinement = outcome?.calibration.refinement;
    if (!fit || outcome?.fit !== fit || !refinement) return undefined;
    return curveBand(surface, fit.model, refinement, maturity, curve);
  }, [surface, fit, outcome, maturity, curve]);
  const points = useMemo(() => curve.map(toPoint), [curve, toPoint]);
  const referencePoints = useMemo(() => reference.map(toPoint), [reference, toPoint]);
  const ends = useMemo(
    () => (band?.ok ? bandEnds(points, band.points, quantity) : undefined),
    [band, points, quantity],
  );
  const title = levelTitle(surface, quantity);
  return (
    <Frame title={title} slice={slice} note={band && bandText(band, quantity, surface.spot)}>
      {(size) => (
        <StrikeChart
          title={title}
          size={size}
          dots={dots}
          curve={points}
          reference={referencePoints}
          band={ends}
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

/** The calibrated fit where `fit` is of parameters tried out: its line stays, for comparison. */
export function departedFrom(fit: Fit, calibrated: Fit | undefined): Fit | undefined {
  if (!calibrated || calibrated.model !== fit.model) return undefined;
  const isSame = fit.parameters.every((value, i) => value === calibrated.parameters[i]);
  return isSame ? undefined : calibrated;
}

/** Model − market at one maturity by strike; bid and ask are as far from their mid. */
export function ResidualSlice(props: Omit<SliceProps, 'fit' | 'outcome'>) {
  const { surface, quantity, maturity, slice } = props;
  const dots = useMemo(() => {
    const unit = quantity === 'price' ? 1 : 100;
    return slice.map((cell) => {
      const middle = levelOf(cell, 'market', quantity) ?? Number.NaN;
      return dot(cell, residualOf(cell, quantity), quantity, middle, unit);
    });
  }, [slice, quantity]);
  const title = `Model − market, ${quantity === 'price' ? 'price' : 'bp of volatility'}`;
  return (
    <Frame title={title} slice={slice}>
      {(size) => (
        <StrikeChart
          title={title}
          size={size}
          residual
          dots={dots}
          curve={NONE}
          leastSpan={2 * leastResidual(quantity, surface.spot)}
          forward={forwardPrice(surface, maturity)}
          crosshair={props.crosshair}
          onCrosshair={props.onCrosshair}
        />
      )}
    </Frame>
  );
}

const NONE: readonly never[] = [];

const CURVE_POINTS = 121;

function useModelCurve(surface: Surface, fit: Fit | undefined, maturity: number) {
  return useMemo(() => {
    if (!fit) return NONE;
    return modelCurve(surface, fit.model, fit.parameters, maturity, CURVE_POINTS);
  }, [surface, fit, maturity]);
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

interface FrameProps {
  readonly title: string;
  readonly slice: readonly QuoteView[];
  readonly note?: string | undefined;
  readonly children: (size: Size) => ReactNode;
}

function Frame({ title, slice, note, children }: FrameProps) {
  const [size, ref] = useSize();
  if (slice.length === 0)
    return <p className={shared.empty}>Nothing is quoted at this maturity.</p>;
  return (
    <div className={chart.frame}>
      <div className={chart.heading}>
        <span className={chart.axisTitle}>{title}</span>
        {note && <span className={styles.title}>{note}</span>}
      </div>
      <div ref={ref} className={shared.room}>
        {size ? children(size) : <div className={chart.skeleton} />}
      </div>
      <div className={chart.xTitle}>Strike</div>
    </div>
  );
}
