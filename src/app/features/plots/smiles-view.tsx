import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { errorSummary, type Fit } from '../../../calibration/report/fit.ts';
import chart from '../../components/chart/chart.module.css';
import { niceDomain } from '../../components/chart/ticks.ts';
import { type Size, useSize } from '../../components/use-size.ts';
import { basisPointSize } from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';
import type { CellView } from './cells.ts';
import {
  type CellIndex,
  isQuoted,
  leastLevel,
  levelOf,
  type QuoteView,
  spreadLevels,
} from './cells.ts';
import { panelLayout } from './panel-layout.ts';
import shared from './plots.module.css';
import { smileCurves, smilePlaces } from './smile-curves.ts';
import { SmilePanel } from './smile-panel.tsx';
import { type Panel, panelAt, panelAxes, stepped } from './smile-panels.ts';
import styles from './smiles.module.css';

export interface SmilesProps {
  readonly surface: Surface;
  readonly fit: Fit | undefined;
  readonly cells: readonly CellView[];
  readonly maturity: number;
  /** Told a maturity at a click or Enter, which is to be shown large. */
  readonly onChoose: (maturity: number) => void;
  readonly cell: CellIndex | undefined;
  readonly onCell: (cell: CellIndex | undefined) => void;
}

/** Points of the model's line in a panel: enough for its size. */
const CURVE_POINTS = 33;

/** The smiles of all maturities side by side on the same scales. */
export function SmilesView(props: SmilesProps) {
  const [size, ref] = useSize();
  return (
    <div className={chart.frame} data-smiles>
      <div className={chart.heading}>
        <span className={chart.axisTitle}>Implied volatility, %, by strike</span>
      </div>
      <div ref={ref} className={shared.room}>
        {size ? <Panels {...props} size={size} /> : <div className={chart.skeleton} />}
      </div>
    </div>
  );
}

function Panels(props: SmilesProps & { readonly size: Size }) {
  const { surface, fit, cells, maturity, cell, size, onCell, onChoose } = props;
  const panels = useMemo(() => quotesByMaturity(surface, cells), [surface, cells]);
  const places = useMemo(() => smilePlaces(surface, CURVE_POINTS), [surface]);
  const curves = useMemo(() => (fit ? smileCurves(places, fit) : []), [places, fit]);
  const layout = useMemo(() => panelLayout(surface.maturities.length, size), [surface, size]);
  const [low, high] = niceDomain(
    [
      ...panels.flatMap(({ quotes }) => quotes.flatMap(({ value }) => value ?? [])),
      ...curves.flatMap((curve) => curve.flatMap(({ value }) => value ?? [])),
    ],
    6,
    leastLevel('volatility', surface.spot),
  );
  const axes = useMemo(
    () => panelAxes(surface.strikes, [low, high], layout),
    [surface, low, high, layout],
  );
  const labels = useMemo(() => distinctLabels(surface.maturities), [surface]);
  const box = useRef<HTMLDivElement>(null);
  const pointed = cell?.maturity;

  // A panel that the keys reach is brought into view.
  useEffect(() => {
    if (pointed === undefined || box.current !== document.activeElement) return;
    box.current?.querySelector(`[data-panel="${pointed}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [pointed]);

  function point(event: PointerEvent<HTMLDivElement>) {
    const bounds = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - bounds.left;
    const y = event.clientY - bounds.top + event.currentTarget.scrollTop;
    const under = panelAt(panels, layout, axes, x, y);
    if (under?.strike !== cell?.strike || under?.maturity !== cell?.maturity) onCell(under);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepped(panels, layout.columns, cell, maturity, event.key);
    if (next) onCell(next);
    else if (event.key === 'Enter') onChoose(cell?.maturity ?? maturity);
    else if (event.key === 'Escape' && cell) onCell(undefined);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={box}
      className={styles.panels}
      role="application"
      aria-label="Smiles of all maturities. Arrow keys move the crosshair, Page keys go to the next maturity, Enter shows it large."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the application role is interactive.
      tabIndex={0}
      onPointerMove={point}
      onPointerLeave={() => onCell(undefined)}
      onBlur={() => onCell(undefined)}
      onClick={(event) => {
        const panel = (event.target as Element).closest<SVGElement>('[data-panel]');
        if (panel) onChoose(Number(panel.dataset.panel));
      }}
      onKeyDown={onKeyDown}
    >
      <svg
        className={styles.drawing}
        width={size.width}
        height={layout.rows * layout.height}
        aria-hidden="true"
      >
        {panels.map((panel, t) => (
          <SmilePanel
            key={panel.maturity}
            index={t}
            x={(t % layout.columns) * layout.width}
            y={Math.floor(t / layout.columns) * layout.height}
            axes={axes}
            panel={panel}
            curve={curves[t]}
            label={`${labels[t] ?? ''} y`}
            note={noteOf(fit, t)}
            isChosen={t === maturity}
            crosshair={pointed === t ? cell?.strike : undefined}
          />
        ))}
      </svg>
    </div>
  );
}

/** The size of the residuals in a panel. */
function noteOf(fit: Fit | undefined, maturity: number): string {
  if (!fit) return '';
  const error = errorSummary(fit.volatilityResiduals, fit.surface.maturities.length, maturity);
  return error ? basisPointSize(error.rmse) : '';
}

function quotesByMaturity(surface: Surface, cells: readonly CellView[]): Panel[] {
  const quoted = cells.filter(isQuoted);
  return surface.maturities.map((maturity, t) => ({
    maturity,
    quotes: quoted.filter(({ index }) => index.maturity === t).map(quoteOf),
  }));
}

function quoteOf(quote: QuoteView): Panel['quotes'][number] {
  const spread = spreadLevels(quote, 'volatility');
  return {
    strike: quote.strike,
    index: quote.index.strike,
    value: levelOf(quote, 'market', 'volatility'),
    bid: spread?.bid,
    ask: spread?.ask,
  };
}
