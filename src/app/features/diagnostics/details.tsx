import { type ReactNode, useEffect, useRef } from 'react';
import { checkSurface } from '../../../calibration/quotes/surface-check.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { useNetworkCard } from '../../components/use-network-card.ts';
import { duration } from '../../format/numbers.ts';
import { brokenText } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { usualDistance } from '../../state/network-card.ts';
import { useStores } from '../../state/stores.ts';
import { Correlation } from './correlation.tsx';
import styles from './details.module.css';
import { ErrorTables } from './error-tables.tsx';
import { Estimates } from './estimates.tsx';
import { NetworkEstimates } from './network-estimates.tsx';
import { agreementText, familiarityText, priceNoiseText } from './trust-words.ts';
import { effortText, networkText } from './words.ts';

export interface DetailsProps {
  readonly outcome: Outcome;
  /** What more there is to know, beside the title. */
  readonly more: ReactNode;
  readonly onClose: () => void;
}

/** All that stands behind the answer, in the plots' place while it is open. */
export function Details({ outcome, more, onClose }: DetailsProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const { model, calibration } = outcome;
  const { refinement } = calibration;
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-labelledby="details-title"
      tabIndex={-1}
      data-details
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id="details-title">Details of {model.title}</h2>
        <span className={styles.gap} />
        {more}
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.icon}`}
          aria-label="Close details"
          title="Close (Escape)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.columns}>
        <div className={styles.column}>
          <ErrorTables outcome={outcome} />
          <Origins outcome={outcome} />
        </div>
        <div className={styles.column}>
          {refinement ? (
            <>
              <Estimates model={model} calibration={calibration} refinement={refinement} />
              <Correlation model={model} refinement={refinement} />
            </>
          ) : (
            calibration.check.verdict !== 'no-surface' && (
              <NetworkEstimates model={model} calibration={calibration} />
            )
          )}
        </div>
      </div>
    </section>
  );
}

/** Where the answer came from, and what the quotes themselves break. */
function Origins({ outcome }: { readonly outcome: Outcome }) {
  const { model, surface, calibration, diagnostics } = outcome;
  const { refinement, inferenceMs, check, trust } = calibration;
  const { card } = useNetworkCard(model.name);
  const usual = card && usualDistance(card);
  const isSurface = check.verdict !== 'no-surface';
  return (
    <div className={styles.origins}>
      <h3>How it was found</h3>
      <p>
        The network answered in {duration(inferenceMs)}.{' '}
        {refinement ? effortText(refinement) : 'Nothing was refined.'}
      </p>
      {refinement && (
        <p>
          {networkText(diagnostics.networkDistance, usual)}{' '}
          {isSurface && agreementText(model, calibration, refinement)}
        </p>
      )}
      <p>{familiarityText(trust)}</p>
      <h3>The quotes</h3>
      {check.brokenCells === 0 ? (
        <p>No static arbitrage among {diagnostics.quotes} quotes.</p>
      ) : (
        <p>
          {brokenText(check.brokenCells, diagnostics.quotes)}. <ToFirstProblem outcome={outcome} />
        </p>
      )}
      <p>{priceNoiseText(trust, surface.spot)}</p>
    </div>
  );
}

function ToFirstProblem({ outcome: { surface } }: { readonly outcome: Outcome }) {
  const { view } = useStores();
  const show = () => {
    const cell = checkSurface(surface).problems[0]?.cell ?? 0;
    const width = surface.maturities.length;
    view.getState().showGrid('price');
    view.getState().jump({ row: Math.floor(cell / width), column: cell % width });
  };
  return (
    <button type="button" className={`${controls.button} ${controls.small}`} onClick={show}>
      Show in the grid
    </button>
  );
}
