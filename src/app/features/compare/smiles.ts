import type { Surface } from '../../../calibration/quotes/surface.ts';
import { modelCurve } from '../../../calibration/report/fit.ts';
import type { LineSeries } from '../../components/line-chart.tsx';
import type { Outcome } from '../../state/calibration-store.ts';

const POINTS = 81;

/** Index of the maturity of `surface` that is nearest to another one's. */
function nearestMaturity(surface: Surface, maturity: number): number {
  const off = surface.maturities.map((each) => Math.abs(each - maturity));
  return off.indexOf(Math.min(...off));
}

/** The quotes of the first result at a maturity of its surface, and both models there, in per cent. */
export function smileSeries(
  a: Outcome,
  b: Outcome,
  maturity: number,
  names: readonly [string, string],
): LineSeries[] {
  const { surface, fit } = a;
  const width = surface.maturities.length;
  const dots = surface.strikes.map((x, strike) => {
    const cell = fit.marketVolatilities[strike * width + maturity];
    return { x, y: cell?.ok ? 100 * cell.volatility : undefined };
  });
  const other = nearestMaturity(b.surface, surface.maturities[maturity] ?? Number.NaN);
  return [
    {
      name: 'Market',
      tone: 'market',
      form: 'dots',
      points: dots.filter(({ y }) => y !== undefined),
    },
    { name: names[0], tone: 'model', form: 'line', points: curve(a, maturity) },
    { name: names[1], tone: 'other', form: 'line', dashed: true, points: curve(b, other) },
  ];
}

function curve({ surface, model, fit }: Outcome, maturity: number): LineSeries['points'] {
  return modelCurve(surface, model, fit.parameters, maturity, POINTS).map(
    ({ strike, volatility }) => {
      return { x: strike, y: volatility === undefined ? undefined : 100 * volatility };
    },
  );
}
