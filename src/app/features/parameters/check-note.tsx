import { isPoor } from '../../../calibration/report/verdict.ts';
import { Icon } from '../../components/icons.tsx';
import type { Outcome } from '../../state/calibration-store.ts';
import styles from './fitted-parameters.module.css';

/** What static arbitrage says about the quotes: nothing, a quiet note, or an alert. */
export function CheckNote({ outcome }: { readonly outcome: Outcome }) {
  const { verdict, brokenCells } = outcome.calibration.check;
  const { quotes } = outcome.diagnostics;
  if (verdict === 'clean') return null;
  if (verdict === 'no-surface') {
    return (
      <p role="alert" className={styles.alert}>
        <Icon name="stop" />
        <span>
          <strong>This is not an option surface:</strong> {brokenCells} of {quotes} quotes break
          static arbitrage. The parameters below mean nothing.
        </span>
      </p>
    );
  }
  return (
    <p className={styles.note}>
      <Icon name="warning" />
      {brokenCells} of {quotes} quotes break static arbitrage, as noise does.
      {!isPoor(outcome.fit) && ' The fit passes between them.'}
    </p>
  );
}
