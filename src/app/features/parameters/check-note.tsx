import { Icon } from '../../components/icons.tsx';
import { brokenText } from '../../format/quotes.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import styles from './fitted-parameters.module.css';

/** Stands in the verdict's place where the quotes are no option surface. */
export function NoSurface({ outcome }: { readonly outcome: Outcome }) {
  return (
    <p role="alert" className={`${styles.verdict} ${styles.alert}`}>
      <Icon name="stop" />
      <span>
        <strong>This is not an option surface:</strong> {broken(outcome)}. The parameters below mean
        nothing.
      </span>
    </p>
  );
}

/** What static arbitrage says about quotes that were fitted: nothing, or a quiet note. */
export function CheckNote({ outcome }: { readonly outcome: Outcome }) {
  if (outcome.calibration.check.verdict !== 'arbitrage') return null;
  return (
    <p className={styles.note}>
      <Icon name="warning" />
      {broken(outcome)}, as noise does. The fit itself has none.
    </p>
  );
}

function broken({ calibration, diagnostics }: Outcome): string {
  return brokenText(calibration.check.brokenCells, diagnostics.quotes);
}
