import type { Calibration } from '../../../calibration/service.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { useStores } from '../../state/stores.ts';
import styles from './fitted-parameters.module.css';
import { unfamiliarMessage } from './words.ts';

/** Warns of a network that never saw the like of these quotes, and says what to trust instead. */
export function UnfamiliarNote({ calibration }: { readonly calibration: Calibration }) {
  const { calibrations } = useStores();
  const isRefined = calibration.refinement !== undefined;
  const message = unfamiliarMessage(calibration.trust.unfamiliarity, isRefined);
  if (message === undefined) return null;
  return (
    <div className={`${styles.note} ${styles.unfamiliar}`}>
      <Icon name="warning" />
      <span role="status">{message}</span>
      {!isRefined && (
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => calibrations.getState().fitBy({ by: 'vega' })}
        >
          Fit by implied volatility
        </button>
      )}
    </div>
  );
}
