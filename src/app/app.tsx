import { lazy, memo, Suspense, useDeferredValue, useEffect } from 'react';
import type { Surface } from '../calibration/quotes/surface.ts';
import { findModel } from '../levy/models.ts';
import styles from './app.module.css';
import { RejectionNotice } from './components/rejection-notice.tsx';
import { useStages } from './components/use-stages.ts';
import { surfaceToText } from './exchange/surface-text.ts';
import { Bar } from './features/bar/bar.tsx';
import { Comparison } from './features/comparison/comparison.tsx';
import { GridPanel } from './features/grid/grid-panel.tsx';
import { samples } from './features/import/example-samples.ts';
import { FittedParameters } from './features/parameters/fitted-parameters.tsx';
import { Plots } from './features/plots/plots.tsx';
import { Overlays } from './overlays.tsx';
import { usePageKeys } from './page-keys.ts';
import { importFile } from './paste.ts';
import { plotGuests } from './plot-guests.tsx';
import { sampleOrigin } from './sample-origin.ts';
import {
  type Stores,
  StoresContext,
  useCalibration,
  useShownFit,
  useStores,
  useSurface,
  useView,
} from './state/stores.ts';

/**
 * The one screen: bar on top, grid on the left, parameters and plots on the right.
 * @param onDrawn Called after the first paint of all of it.
 */
export function App({ stores, onDrawn }: AppProps) {
  return (
    <StoresContext value={stores}>
      <Screen onDrawn={onDrawn} />
    </StoresContext>
  );
}

interface AppProps {
  readonly stores: Stores;
  readonly onDrawn: () => void;
}

function Screen({ onDrawn }: Pick<AppProps, 'onDrawn'>) {
  const stage = useStages(3, onDrawn);
  const stores = useStores();
  const { surfaces, calibrations } = stores;
  usePageKeys(stores);
  useTheme();
  const choose = (id: string) => {
    const sample = samples.find((candidate) => candidate.id === id);
    if (sample === undefined) return;
    surfaces.getState().replace(sample.make(), sampleOrigin(sample));
    const model = findModel(sample.model);
    if (model) calibrations.getState().choose(model);
  };
  return (
    <div className={styles.screen}>
      <Bar
        samples={samples}
        onSample={choose}
        onFile={(file) => void importFile(stores, file)}
        copyText={() => surfaceToText(surfaces.getState().document.surface)}
      />
      <main className={styles.main}>
        <div className={styles.grid}>{stage > 0 && <GridPanel />}</div>
        <div className={styles.parameters}>{stage > 1 && <Answer />}</div>
        <div className={styles.plots}>{stage > 2 && <LinkedPlots />}</div>
      </main>
      <RejectionNotice />
      <Overlays />
    </div>
  );
}

const loadDetails = () => import('./answer-details.tsx');
const AnswerDetails = lazy(() =>
  loadDetails().then(
    (module) => ({ default: module.AnswerDetails }),
    () => ({ default: DetailsMissing }),
  ),
);

/** A file that did not come must not take the answer away. */
function DetailsMissing() {
  return (
    <p className={styles.missing} role="alert" data-details>
      The details could not be loaded. Reload the page to see them.
    </p>
  );
}

/** The parameters with what other features know of them: features meet here, not in each other. */
function Answer() {
  const hasAnswer = useCalibration((state) => state.outcome !== undefined);
  // Nobody asks for them before, and then they are here.
  useEffect(() => {
    if (hasAnswer) loadDetails().catch(() => undefined);
  }, [hasAnswer]);
  return (
    <FittedParameters
      comparison={<Comparison />}
      details={(outcome, onClose) => (
        <Suspense fallback={null}>
          <AnswerDetails outcome={outcome} onClose={onClose} />
        </Suspense>
      )}
    />
  );
}

const CalmPlots = memo(Plots);

/** The plots, with maturity and hovered cell shared with the grid. */
function LinkedPlots() {
  const { view } = useStores();
  // The grid answers keys and pointer at once; the charts, which cost more, follow.
  const surface = useDeferredValue(useSurface((state) => state.document.surface));
  const latest = useDeferredValue(useShownFit());
  const outcome = useDeferredValue(useCalibration((state) => state.outcome));
  const plotView = useView((state) => state.plotView);
  // After an edit the last fit is held against the quotes; of other quotes altogether it says nothing.
  const fit = latest && hasSameGrid(latest.surface, surface) ? latest : undefined;
  const maturity = useDeferredValue(useView((state) => state.maturity));
  const hovered = useDeferredValue(useView((state) => state.hovered));
  return (
    <CalmPlots
      surface={surface}
      fit={fit}
      outcome={outcome}
      view={plotView}
      onView={view.getState().showPlot}
      guests={plotGuests}
      maturity={maturity}
      onMaturity={view.getState().chooseMaturity}
      cell={hovered}
      onCell={view.getState().hover}
    />
  );
}

function hasSameGrid(a: Surface, b: Surface): boolean {
  return a.strikes.length === b.strikes.length && a.maturities.length === b.maturities.length;
}

function useTheme(): void {
  const theme = useView((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
