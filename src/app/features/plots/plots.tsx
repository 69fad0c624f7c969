import { type ComponentType, Suspense, useCallback, useId, useMemo, useState } from 'react';
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
import { describe } from './sentences.ts';
import { ResidualSlice, SliceView } from './slice-view.tsx';
import { ResidualMap } from './surface-view.tsx';

const VIEWS = [
  { value: 'smile', label: 'Smile' },
  { value: 'price', label: 'Price' },
  { value: 'residuals', label: 'Residuals' },
  { value: 'density', label: 'Density' },
  { value: 'surface', label: 'Surface' },
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
}

/** Market against model: smile, prices, residuals and the whole surface. Fills its parent. */
export function Plots(props: PlotsProps) {
  const { surface, fit: given, view, onView, guests, maturity, onMaturity, cell, onCell } = props;
  const [chosenQuantity, setQuantity] = useState<Quantity>('volatility');
  const [showData, setShowData] = useState(false);
  const id = useId();
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
  const description = describe(view, quantity, surface, fit, cells, slice, maturity);
  const sliceProps = {
    surface,
    fit,
    quantity,
    maturity,
    slice,
    crosshair: cell?.maturity === maturity ? cell.strike : undefined,
    onCrosshair,
  };
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
    if (showData) return <DataTables view={view} {...{ quantity, surface, cells, slice }} />;
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
        {bothQuantities && (
          <Choice label="Show" options={QUANTITIES} value={chosenQuantity} onChange={setQuantity} />
        )}
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
      <Maturities options={maturities} value={maturity} onChange={onMaturity} />
      <Readout
        surface={surface}
        fit={fit}
        maturity={maturity}
        cell={cell && cells[cell.strike * surface.maturities.length + cell.maturity]}
      />
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${view}`}
        className={styles.panel}
      >
        <figure aria-label={description} className={styles.figure}>
          {plot()}
        </figure>
      </div>
    </section>
  );
}
