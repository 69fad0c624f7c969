import { type BidAsk, cellPlace, type Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import { Icon } from '../../components/icons.tsx';
import { basisPoints, fixed, signed } from '../../format/numbers.ts';
import { axisDecimals, gridDecimals, quoteDecimals } from '../../format/quotes.ts';
import { fieldKey } from '../../state/field.ts';
import { useView } from '../../state/stores.ts';
import type { GridView } from '../../state/view-store.ts';
import type { CellFace } from './cell-faces.ts';
import type { CellProblem } from './cell-problems.ts';
import { CELL_REASON } from './grid-cell.tsx';
import { isPrice, isReadOnly, type Shown } from './grid-edits.ts';
import styles from './readout.module.css';
import { SelectionLine } from './selection-line.tsx';

export interface ReadoutProps {
  readonly fit: Fit | undefined;
  readonly shown: Shown;
  readonly problems: ReadonlyMap<string, readonly CellProblem[]>;
}

/** One line about the cell under the pointer or, without one, the active cell. */
export function Readout({ fit, shown, problems }: ReadoutProps) {
  const { surface } = shown.document;
  const hovered = useView((state) => state.hovered);
  const active = useView((state) => state.active);
  const address = hovered ? { row: hovered.strike, column: hovered.maturity } : active;
  const cell = Math.max(address.row, 0) * surface.maturities.length + Math.max(address.column, 0);
  const place = cellPlace(surface, cell);
  const face = isPrice(address) ? shown.faces[cell] : undefined;
  const reason = problems.get(fieldKey(address))?.[0] ?? note(shown.view, face);

  return (
    <div className={styles.readout}>
      <dl className={styles.values} data-tall={surface.spreads !== undefined || undefined}>
        <Value symbol="K" text={fixed(place.strike, axisDecimals(surface.strikes))} />
        <Value symbol="T" text={fixed(place.maturity, axisDecimals(surface.maturities))} />
        <Value symbol="ln K/F" text={signed(place.logMoneyness, 3)} />
        {face?.isAtm && <Value label="at the money" text="" />}
        <QuoteValues surface={surface} fit={fit} cell={cell} />
      </dl>
      <div className={styles.status}>
        <p id={CELL_REASON} className={styles.reason} data-severity={reason?.severity}>
          {reason && (
            <>
              {reason.severity !== 'note' && (
                <Icon name={reason.severity === 'error' ? 'stop' : 'warning'} />
              )}
              {reason.message}
            </>
          )}
        </p>
        <SelectionLine shown={shown} />
      </div>
    </div>
  );
}

/** What is to be known of a cell in which nothing is wrong. */
function note(view: GridView, face: CellFace | undefined): Note | undefined {
  if (face?.why) return { severity: 'note', message: face.why };
  if (!face || !isReadOnly(view)) return undefined;
  const message =
    view === 'residual'
      ? 'Model less market. To edit, show Price or Implied vol.'
      : 'Price beyond exercise at the forward. To edit, show Price or Implied vol.';
  return { severity: 'note', message };
}

interface Note {
  readonly severity: 'note';
  readonly message: string;
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
