import {
  type ComponentType,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { type Fit, fitSurface } from '../../../calibration/report/fit.ts';
import type { PlotGuestProps } from '../../components/plot-guest.ts';
import { distinctLabels } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import type { PlotView } from '../../state/view-store.ts';
import { type CellIndex, cellViews, isQuoted, type Quantity } from './cells.ts';
import { Choice, Maturities, Tabs } from './controls.tsx';
import { DataTables } from './data-table.tsx';
import styles from './plots.module.css';
import { Readout } from './readout.tsx';
import { ResidualMap } from './residual-map.tsx';
import { describe } from './sentences.ts';
import { ResidualSlice, SliceView } from './slice-view.tsx';
import { SmilesView } from './smiles-view.tsx';
import { TermView } from './term-view.tsx';

const VIEWS = [
  { value: 'smile', label: 'Smile' },
  { value: 'smiles', label: 'All smiles' },
  { value: 'term', label: 'Term structure' },
  { value: 'residuals', label: 'Residuals' },
  { value: 'density', label: 'Density' },
  { value: 'surface', label: 'Surface' },
  { value: 'price', label: 'Price' },
  { value: 'history', label: 'History' },
] as const satisfies ReadonlyArray<{ value: PlotView; label: string }>;

const QUANTITIES = [
  { value: 'volatility', label: 'Vol' },
  { value: 'price', label: 'Price' },
] as const satisfies ReadonlyArray<{ value: Quantity; label: string }>;

export interface PlotsProps {
  readonly surface: Surface;
  /** Undefined before the first fit; a fit of a former surface is held against this one. */
  readonly fit: Fit | undefined;
  /** The calibration on screen; `fit` is another one's while parameters are tried out by hand. */
  readonly outcome: Outcome | undefined;
  readonly view: PlotView;
  readonly onView: (view: PlotView) => void;
  /** Views that other features draw. */
  readonly guests: Readonly<
    Record<'density' | 'surface' | 'history', ComponentType<PlotGuestProps>>
  >;
  /** Index of the chosen maturity. */
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
  /** The cell under the crosshair, here or in the price grid. */
  readonly cell: CellIndex | undefined;
  readonly onCell: (cell: CellIndex | undefined) => void;
  /** What can be done with the picture on screen; stands in the bar. */
  readonly tools?: (figure: RefObject<HTMLElement | null>) => ReactNode;
}

/** Market against model, one view at a time; a view that is not shown costs nothing. Fills its parent. */
export function Plots(props: PlotsProps) {
  const { surface, fit: given, outcome, view, onView, guests, onMaturity, cell, onCell } = props;
  // The strip answers at once; the charts, which cost more, follow. The crosshair does not: the next
  // key goes on from where it is.
  const maturity = useDeferredValue(props.maturity);
  const [chosenQuantity, setQuantity] = useState<Quantity>('volatility');
  const [showData, setShowData] = useState(false);
  const id = useId();
  const figure = useRef<HTMLElement>(null);
  const fit = useMemo(
    () =>
      given && given.surface !== surface
        ? fitSurface(surface, given.model, given.parameters)
        : given,
    [given, surface],
  );
  const cells = useMemo(() => cellViews(surface, fit), [surface, fit]);
  const slice = useMemo(
    () => cells.filter(isQuoted).filter(({ index }) => index.maturity === maturity),
    [cells, maturity],
  );
  const onCrosshair = useCallback(
    (strike: number | undefined) => onCell(strike === undefined ? undefined : { strike, maturity }),
    [onCell, maturity],
  );
  const maturities = useMemo(
    () => distinctLabels(surface.maturities).map((label, value) => ({ label, value })),
    [surface],
  );
  const bothQuantities = view === 'residuals' || view === 'surface';
  const quantity = bothQuantities ? chosenQuantity : view === 'price' ? 'price' : 'volatility';
  const description = describe({ view, quantity, surface, fit, cells, slice, maturity });
  const sliceProps = {
    surface,
    fit,
    outcome,
    quantity,
    maturity,
    slice,
    crosshair: cell?.maturity === maturity ? cell.strike : undefined,
    onCrosshair,
  };
  // The history is of all maturities, and of other surfaces.
  const hasMaturity = view !== 'history';
  const mapProps = { surface, quantity, cells, maturity, onMaturity, cell, onCell };

  function plot() {
    if (view === 'density' || view === 'surface' || view === 'history') {
      const Guest = guests[view];
      const shared = { surface, fit, maturity, onMaturity, quantity, cell, onCell, showData };
      return (
        <Suspense fallback={null}>
          <Guest {...shared} />
        </Suspense>
      );
    }
    if (showData) {
      return <DataTables {...{ view, quantity, surface, fit, outcome, maturity, cells, slice }} />;
    }
    if (view === 'smiles') {
      const onChoose = (chosen: number) => {
        onMaturity(chosen);
        onView('smile');
      };
      return <SmilesView {...{ surface, fit, cells, maturity, onChoose, cell, onCell }} />;
    }
    if (view === 'term') return <TermView {...{ surface, fit, outcome, maturity, onMaturity }} />;
    if (view !== 'residuals') return <SliceView {...sliceProps} />;
    if (!fit) return <p className={styles.empty}>The residuals come with the fit.</p>;
    return (
      <div className={styles.pair}>
        <ResidualSlice {...sliceProps} />
        <ResidualMap {...mapProps} />
      </div>
    );
  }

  return (
    <section className={styles.plots} aria-label="Plots">
      <div className={styles.bar}>
        <Tabs id={id} label="Plots" options={VIEWS} value={view} onChange={onView} />
        {props.tools?.(figure)}
        <button
          type="button"
          className={styles.dataButton}
          aria-expanded={showData}
          aria-controls={`${id}-panel`}
          onClick={() => setShowData(!showData)}
        >
          Data
        </button>
      </div>
      {hasMaturity && (
        <div className={styles.choices}>
          <Maturities options={maturities} value={props.maturity} onChange={onMaturity} />
          {bothQuantities && (
            <Choice
              label="Show"
              options={QUANTITIES}
              value={chosenQuantity}
              onChange={setQuantity}
            />
          )}
        </div>
      )}
      {hasMaturity && (
        <Readout
          surface={surface}
          fit={fit}
          maturity={maturity}
          cell={cell && cells[cell.strike * surface.maturities.length + cell.maturity]}
        />
      )}
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${view}`}
        className={styles.panel}
      >
        <figure ref={figure} data-plot aria-label={description} className={styles.figure}>
          {plot()}
        </figure>
      </div>
    </section>
  );
}
