import { type BidAsk, cellPlace, type Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import { Icon } from '../../components/icons.tsx';
import { basisPoints, fixed, signed } from '../../format/numbers.ts';
import { axisDecimals, gridDecimals, quoteDecimals } from '../../format/quotes.ts';
import { fieldKey } from '../../state/field.ts';
import { useSurface, useView } from '../../state/stores.ts';
import type { CellProblem } from './cell-problems.ts';
import { CELL_REASON } from './grid-cell.tsx';
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
  const cell = Math.max(address.row, 0) * surface.maturities.length + Math.max(address.column, 0);
  const place = cellPlace(surface, cell);
  const reason = problems.get(fieldKey(address))?.[0];

  return (
    <div className={styles.readout}>
      <dl className={styles.values} data-tall={surface.spreads !== undefined || undefined}>
        <Value symbol="K" text={fixed(place.strike, axisDecimals(surface.strikes))} />
        <Value symbol="T" text={fixed(place.maturity, axisDecimals(surface.maturities))} />
        <Value symbol="ln K/F" text={signed(place.logMoneyness, 3)} />
        <QuoteValues surface={surface} fit={fit} cell={cell} />
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

interface QuoteValuesProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly cell: number;
}

function QuoteValues({ surface, fit, cell }: QuoteValuesProps) {
  const quote = surface.prices[cell];
  if (quote === undefined) return <Value label="not quoted" text="" />;
  const sides = surface.spreads?.[cell];
  const decimals = gridDecimals(surface);
  const type = surface.puts && `${cellPlace(surface, cell).type} `;
  const market = fit?.marketVolatilities[cell];
  const model = fit?.modelVolatilities[cell];
  const residual = fit?.volatilityResiduals[cell];
  const modelPrice = fit?.modelPrices[cell];
  return (
    <>
      {sides && <Value label="quote" text={bidAsk(sides, surface.spot)} />}
      <Value label={`${type ?? ''}${sides ? 'mid' : 'market'}`} text={fixed(quote, decimals)} />
      <Value label="model" text={modelPrice === undefined ? '–' : fixed(modelPrice, decimals)} />
      <Value
        label="implied vol"
        text={`${market?.ok ? fixed(100 * market.volatility, 2) : '–'} / ${
          model?.ok ? fixed(100 * model.volatility, 2) : '–'
        } %`}
      />
      <Value label="residual" text={residual === undefined ? '–' : basisPoints(residual)} />
    </>
  );
}

function bidAsk({ bid, ask }: BidAsk, spot: number): string {
  const decimals = quoteDecimals([bid, ask], spot);
  return `bid ${fixed(bid, decimals)} · ask ${fixed(ask, decimals)}`;
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
