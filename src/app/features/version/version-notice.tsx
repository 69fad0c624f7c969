import controls from '../../components/controls.module.css';
import { useStores, useVersion } from '../../state/stores.ts';
import styles from './version-notice.module.css';

/** Says that another version of the application is there; it is taken when the analyst says so. */
export function VersionNotice() {
  const { versions } = useStores();
  const phase = useVersion((state) => state.phase);
  const isPutOff = useVersion((state) => state.isPutOff);
  const isTaking = useVersion((state) => state.isTaking);
  const isShown = phase !== 'current' && !isPutOff;
  const { take, putOff } = versions.getState();
  return (
    <div role="status" aria-label="Version" className={isShown ? styles.notice : undefined}>
      {isShown && (
        <>
          <p>
            <strong>
              {phase === 'ready'
                ? 'A new version is ready.'
                : 'Another version is in use in this browser now.'}
            </strong>{' '}
            {phase === 'ready'
              ? 'This page loads anew with it; what is on screen stays.'
              : 'This tab goes on with the old one until you reload it.'}
          </p>
          <div className={styles.ways}>
            <button
              type="button"
              className={`${controls.button} ${controls.small}`}
              disabled={isTaking}
              onClick={take}
            >
              {phase === 'ready' ? 'Use it now' : 'Reload'}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.quiet} ${controls.small}`}
              onClick={() => {
                putOff();
                document.getElementById('help-menu-opener')?.focus();
              }}
            >
              Later
            </button>
          </div>
        </>
      )}
    </div>
  );
}
