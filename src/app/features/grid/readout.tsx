import type { Fit } from '../../../calibration/fit.ts';
import { Icon } from '../../components/icons.tsx';
import { useSurface, useView } from '../../state/stores.ts';
import { fieldKey } from '../../state/surface-document.ts';
import { axisDecimals, basisPoints } from '../plots/format.ts';
import type { CellProblem } from './cell-problems.ts';
import { CELL_REASON } from './grid-cell.tsx';
import { fixed, gridDecimals, signed } from './numbers.ts';
import styles from './readout.module.css';

export interface ReadoutProps {
  readonly fit: Fit | undefined;
  readonly problems: ReadonlyMap<string, readonly CellProblem[]>;
}

/** One line about the cell under the pointer or, without one, the active cell. */
export function Readout({ fit, problems }: ReadoutProps) {
  const surface = useSurface((state) => state.document.surface);
  const hovered = useView((state) => state.hovered);
  const active = useView((state) => state.active);
  const address = hovered ? { row: hovered.strike, column: hovered.maturity } : active;
  const row = Math.max(address.row, 0);
  const column = Math.max(address.column, 0);
  const strike = surface.strikes[row] ?? Number.NaN;
  const maturity = surface.maturities[column] ?? Number.NaN;
  const index = row * surface.maturities.length + column;
  const decimals = gridDecimals(surface);
  const market = fit?.marketVolatilities[index];
  const model = fit?.modelVolatilities[index];
  const residual = fit?.volatilityResiduals[index];
  const modelPrice = fit?.modelPrices[index];
  const reason = problems.get(fieldKey(address))?.[0];
  const moneyness = Math.log(strike / surface.spot) - surface.rate * maturity;

  return (
    <div className={styles.readout}>
      <dl className={styles.values}>
        <Value symbol="K" text={fixed(strike, axisDecimals(surface.strikes))} />
        <Value symbol="T" text={fixed(maturity, axisDecimals(surface.maturities))} />
        <Value symbol="ln K/F" text={signed(moneyness, 3)} />
        <Value label="market" text={fixed(surface.prices[index] ?? Number.NaN, decimals)} />
        <Value label="model" text={modelPrice === undefined ? '–' : fixed(modelPrice, decimals)} />
        <Value
          label="implied vol"
          text={`${market?.ok ? fixed(100 * market.volatility, 2) : '–'} / ${
            model?.ok ? fixed(100 * model.volatility, 2) : '–'
          } %`}
        />
        <Value label="residual" text={residual === undefined ? '–' : basisPoints(residual)} />
      </dl>
      <p id={CELL_REASON} className={styles.reason} data-severity={reason?.severity}>
        {reason && (
          <>
            <Icon name={reason.severity === 'error' ? 'stop' : 'warning'} />
            {reason.message}
          </>
        )}
      </p>
    </div>
  );
}

interface ValueProps {
  readonly symbol?: string;
  readonly label?: string;
  readonly text: string;
}

function Value({ symbol, label, text }: ValueProps) {
  return (
    <div>
      <dt>{symbol ? <i>{symbol}</i> : label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
