import { lazy, memo, Suspense, useDeferredValue, useEffect, useMemo } from 'react';
import type { Surface } from '../calibration/quotes/surface.ts';
import styles from './app.module.css';
import { chooseSample } from './commands/choose-sample.ts';
import type { Command } from './commands/command.ts';
import { allCommands } from './commands/commands.ts';
import { browserPage, FILE_INPUT } from './commands/page.ts';
import { useCommandKeys } from './commands/use-command-keys.ts';
import controls from './components/controls.module.css';
import { RejectionNotice } from './components/rejection-notice.tsx';
import { Said } from './components/said.tsx';
import { useStages } from './components/use-stages.ts';
import { Bar } from './features/bar/bar.tsx';
import { ScenarioStrip } from './features/bar/scenario-strip.tsx';
import { Comparison } from './features/comparison/comparison.tsx';
import { GridPanel } from './features/grid/grid-panel.tsx';
import { FirstSteps } from './features/guidance/first-steps.tsx';
import { samples } from './features/import/example-samples.ts';
import { FittedParameters } from './features/parameters/fitted-parameters.tsx';
import { Plots } from './features/plots/plots.tsx';
import { PrintHost } from './features/report/print-host.tsx';
import { VersionNotice } from './features/version/version-notice.tsx';
import { Overlays } from './overlays.tsx';
import { usePageKeys } from './page-keys.ts';
import { plotGuests } from './plot-guests.tsx';
import { plotTools } from './plot-tools.tsx';
import {
  type Stores,
  StoresContext,
  useCalibration,
  useDesk,
  useStores,
  useSurface,
  useView,
  useWhatIf,
} from './state/stores.ts';
import { takeFiles } from './take-files.ts';

/**
 * The one screen: bar on top, grid on the left, parameters and plots on the right.
 * @param onDrawn Called after the first paint of all of it.
 */
export function App({ stores, onDrawn }: AppProps) {
  return (
    <StoresContext value={stores}>
      <Screen onDrawn={onDrawn} />
      <PrintHost />
    </StoresContext>
  );
}

interface AppProps {
  readonly stores: Stores;
  readonly onDrawn: () => void;
}

function Screen({ onDrawn }: Pick<AppProps, 'onDrawn'>) {
  const stores = useStores();
  const commands = useMemo(() => allCommands(stores, browserPage(stores)), [stores]);
  const mark = useView((state) => state.mark);
  usePageKeys(stores);
  useCommandKeys(commands);
  useTheme();
  return (
    <div className={styles.screen}>
      {/* Texts are made with the decimal mark of their time: another one makes them all anew. */}
      <Desk key={mark} commands={commands} onDrawn={onDrawn} />
      <RejectionNotice />
      <Keeping />
      <Said />
      <VersionNotice />
      <Overlays commands={commands} />
    </div>
  );
}

const DeskNotice = lazy(() =>
  import('./components/desk-notice.tsx').then(
    (module) => ({ default: module.DeskNotice }),
    () => ({ default: () => null }),
  ),
);

/** What is not kept; loaded where there is something to say. */
function Keeping() {
  const hasTrouble = useDesk((state) => state.trouble !== undefined);
  return hasTrouble ? (
    <Suspense fallback={null}>
      <DeskNotice />
    </Suspense>
  ) : null;
}

interface DeskProps {
  readonly commands: readonly Command[];
  readonly onDrawn: () => void;
}

/** All that lies on the screen, drawn in parts. */
function Desk({ commands, onDrawn }: DeskProps) {
  const stage = useStages(3, onDrawn);
  const stores = useStores();
  return (
    <>
      <Bar
        commands={commands}
        samples={samples}
        onSample={(id) => chooseSample(stores, id)}
        onFile={(file) => file && void takeFiles(stores, { files: [file], folders: [] })}
        fileInputId={FILE_INPUT}
      />
      <ScenarioStrip />
      <FirstSteps
        commands={commands}
        onDismissed={() => document.getElementById('help-menu-opener')?.focus()}
      />
      <main className={styles.main}>
        <div className={styles.grid}>{stage > 0 && <GridPanel />}</div>
        <div className={styles.parameters}>{stage > 1 && <Answer />}</div>
        <div className={styles.plots}>{stage > 2 && <LinkedPlots />}</div>
      </main>
    </>
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
      comparison={<ComparisonWithMore />}
      details={(outcome, onClose) => (
        <Suspense fallback={null}>
          <AnswerDetails outcome={outcome} onClose={onClose} />
        </Suspense>
      )}
    />
  );
}

/** The models side by side in short, and the way to all of it. */
function ComparisonWithMore() {
  const { view } = useStores();
  const hasAnswer = useCalibration((state) => state.outcome !== undefined);
  return (
    <div className={styles.comparison}>
      <Comparison />
      <button
        type="button"
        id="open-compare"
        className={`${controls.button} ${controls.quiet} ${controls.small} ${styles.compare}`}
        disabled={!hasAnswer}
        onClick={() => view.getState().open('compare')}
      >
        Compare…
      </button>
    </div>
  );
}

const CalmPlots = memo(Plots);

/** The plots, with maturity and hovered cell shared with the grid. */
function LinkedPlots() {
  const { view } = useStores();
  // The grid answers keys and pointer at once; the charts, which cost more, follow.
  const surface = useDeferredValue(useSurface((state) => state.document.surface));
  const outcome = useDeferredValue(useCalibration((state) => state.outcome));
  // What follows a slider must not wait for the page to be idle.
  const tried = useWhatIf((state) => state.tried?.fit);
  const latest = tried ?? outcome?.fit;
  const plotView = useView((state) => state.plotView);
  // After an edit the last fit is held against the quotes; of other quotes altogether it says nothing.
  const fit = latest && hasSameGrid(latest.surface, surface) ? latest : undefined;
  const maturity = useView((state) => state.maturity);
  const hovered = useView((state) => state.hovered);
  return (
    <CalmPlots
      surface={surface}
      fit={fit}
      outcome={outcome}
      view={plotView}
      onView={view.getState().showPlot}
      guests={plotGuests}
      tools={plotTools}
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
