import { fetchAnew } from '../../api/fetch-anew.ts';
import controls from './controls.module.css';
import styles from './trouble.module.css';

/** The page when the program itself failed: what it said, and the way on. */
export function Trouble({ error }: { readonly error: unknown }) {
  return (
    <main className={styles.page} role="alert">
      <h1>Lévy Calibration stopped</h1>
      <p>This is a fault of the program, not of your numbers. Reload the page to start again.</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <p className={styles.ways}>
        <button type="button" className={controls.button} onClick={() => location.reload()}>
          Reload
        </button>
        <button type="button" className={controls.button} onClick={() => void fetchAnew()}>
          Fetch the application anew
        </button>
      </p>
    </main>
  );
}
