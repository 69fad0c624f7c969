import { useMemo } from 'react';
import { quotedCells } from '../../../calibration/quotes/surface.ts';
import { checkSurface } from '../../../calibration/quotes/surface-check.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { marked } from '../../format/decimal-mark.ts';
import { useShownFit, useStores, useSurface, useView } from '../../state/stores.ts';
import type { GridView } from '../../state/view-store.ts';
import { byCell, cellProblems } from './cell-problems.ts';
import styles from './grid-panel.module.css';
import { OriginLine } from './origin-line.tsx';
import { PriceGrid } from './price-grid.tsx';
import { ProblemList } from './problem-list.tsx';
import { Readout } from './readout.tsx';
import { useShown } from './use-shown.ts';

const VIEWS: ReadonlyArray<readonly [GridView, string]> = [
  ['price', 'Price'],
  ['volatility', 'Implied vol %'],
  ['timeValue', 'Time value'],
  ['residual', 'Residual bp'],
];

/** The surface: its grid, where it came from, and all that is wrong with it. */
export function GridPanel() {
  const { surfaces, view } = useStores();
  const document = useSurface((state) => state.document);
  const canUndo = useSurface((state) => state.past.length > 0);
  const canRedo = useSurface((state) => state.future.length > 0);
  const gridView = useView((state) => state.gridView);
  const latest = useShownFit();
  const { surface, origin } = document;
  const fit = latest?.surface === surface ? latest : undefined;
  const shown = useShown(fit);
  const check = useMemo(() => checkSurface(surface), [surface]);
  const problems = useMemo(() => cellProblems(document, check.problems), [document, check]);
  const marks = useMemo(() => byCell(problems), [problems]);

  return (
    <section className={styles.panel} aria-labelledby="grid-title">
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 id="grid-title">Option prices</h2>
          <OriginLine />
        </div>
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.icon}`}
          aria-label="Undo"
          title="Undo (Ctrl+Z)"
          disabled={!canUndo}
          onClick={() => surfaces.getState().undo()}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.icon}`}
          aria-label="Redo"
          title="Redo (Ctrl+Shift+Z)"
          disabled={!canRedo}
          onClick={() => surfaces.getState().redo()}
        >
          <Icon name="redo" />
        </button>
        <Segmented
          label="Cells show"
          options={VIEWS}
          value={gridView}
          onChange={(next) => view.getState().showGrid(next)}
        />
      </header>
      <PriceGrid shown={shown} problems={marks} />
      <Readout fit={fit} shown={shown} problems={marks} />
      {problems.length > 0 ? (
        <ProblemList problems={problems} />
      ) : (
        <p className={styles.clean}>
          <span aria-hidden="true">✓</span> No static arbitrage among {quotedCells(surface).length}{' '}
          quotes.
        </p>
      )}
      <footer className={styles.footer}>
        {origin.notes.length > 0 && (
          <ul
            className={styles.notes}
            aria-label="How the import was read"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
            tabIndex={0}
          >
            {origin.notes.map((note) => (
              <li key={note}>{marked(note)}</li>
            ))}
          </ul>
        )}
        <p>
          Your own: paste a table of prices or a list of quotes with <kbd>Ctrl</kbd> <kbd>V</kbd>,
          or drop a CSV, TSV or JSON file.
        </p>
      </footer>
    </section>
  );
}
