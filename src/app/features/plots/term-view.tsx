import { useMemo } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import {
  type CellVolatility,
  type Fit,
  marketVolatilities,
} from '../../../calibration/report/fit.ts';
import {
  denseMaturities,
  marketTerm,
  modelTerm,
  type TermPoint,
} from '../../../calibration/report/term-structure.ts';
import { LineChart, type LineSeries } from '../../components/line-chart.tsx';
import { fullText } from '../../format/decimal-mark.ts';
import { fixed } from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import styles from './plots.module.css';
import { departedFrom } from './slice-view.tsx';

interface TermViewProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly outcome: Outcome | undefined;
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
}

/** Maturities between the quoted ones at which the model's line is drawn. */
const BETWEEN = 60;

/** Volatility at the forward, and the skew, by maturity. */
export function TermView({ surface, fit, outcome, maturity, onMaturity }: TermViewProps) {
  const market = useMarketTerm(surface, fit?.marketVolatilities);
  const dense = useMemo(() => denseMaturities(surface.maturities, BETWEEN), [surface]);
  const model = useModelTerm(fit, dense);
  const calibrated = useModelTerm(fit && departedFrom(fit, outcome?.fit), dense);
  const title = fit?.model.title ?? '';
  const levels = useMemo(
    () => seriesOf('volatility', title, market, model, calibrated),
    [title, market, model, calibrated],
  );
  const skews = useMemo(
    () => seriesOf('skew', title, market, model, calibrated),
    [title, market, model, calibrated],
  );
  const labels = useMemo(() => distinctLabels(surface.maturities), [surface]);
  const xText = (x: number) => labels[surface.maturities.indexOf(x)] ?? fullText(x);
  const choose = (x: number) => onMaturity(surface.maturities.indexOf(x));
  const chosen = surface.maturities[maturity];
  const chosenLabel = labels[maturity];
  const marks = useMemo(
    () => (chosen === undefined ? [] : [{ x: chosen, label: `${chosenLabel} y` }]),
    [chosen, chosenLabel],
  );
  const shared = { xTitle: 'Maturity, years', xText, yText: percentText, marks, onChoose: choose };
  return (
    <div className={styles.pair}>
      <LineChart
        {...shared}
        label="Volatility at the forward by maturity."
        yTitle="ATM-forward volatility, %"
        series={levels}
        leastSpan={1}
      />
      <LineChart
        {...shared}
        label="Skew by maturity: volatility at 90 % of the forward less that at 110 %."
        yTitle="Skew 90 % − 110 %, points"
        series={skews}
        leastSpan={1}
      />
    </div>
  );
}

export function useMarketTerm(
  surface: Surface,
  known: readonly CellVolatility[] | undefined,
): TermPoint[] {
  return useMemo(() => marketTerm(surface, known ?? marketVolatilities(surface)), [surface, known]);
}

export function useModelTerm(fit: Fit | undefined, maturities: readonly number[]): TermPoint[] {
  return useMemo(
    () => (fit ? modelTerm(fit.model, fit.parameters, maturities) : []),
    [fit, maturities],
  );
}

function percentText(value: number): string {
  return fixed(value, 2);
}

function seriesOf(
  what: 'volatility' | 'skew',
  title: string,
  market: readonly TermPoint[],
  model: readonly TermPoint[],
  calibrated: readonly TermPoint[],
): LineSeries[] {
  const points = (term: readonly TermPoint[]) =>
    term.map(({ maturity, [what]: value }) => ({
      x: maturity,
      y: value === undefined ? undefined : 100 * value,
    }));
  return [
    { name: 'Market', tone: 'market', form: 'dots', points: points(market) },
    { name: title, tone: 'model', form: 'line', points: points(model) },
    ...(calibrated.length > 0
      ? [{ name: 'calibrated', tone: 'other', form: 'line', points: points(calibrated) } as const]
      : []),
  ];
}
