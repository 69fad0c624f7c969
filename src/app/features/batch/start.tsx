import styles from './batch-dialog.module.css';
import { useBatch } from './use-batch.ts';

const FORMS: ReadonlyArray<readonly [string, string, string]> = [
  [
    'Wide CSV',
    'A line for each surface: an id or date, then 200 call prices on the usual grid, strike by strike.',
    'date,p1,p2,…,p200\n2026-03-13,20.48,21.53,…,1.07',
  ],
  [
    'Long CSV',
    'A line for each quote, those of one surface together.',
    'date,strike,maturity,price\n2026-03-13,95,0.25,8.10\n2026-03-13,100,0.25,5.02',
  ],
  [
    'JSON lines',
    'A line for each surface, as POST /calibrate takes it.',
    '{"id": "2026-03-13", "option_prices": [20.48, …]}',
  ],
  ['A folder', 'A file for each surface, or any of the above in each.', 'surfaces/2026-03-13.csv'],
];

/** Before there are results: what a file may look like, or what is to be done with the one here. */
export function Start() {
  const batch = useBatch((state) => state.batch);
  return (
    <div className={styles.start}>
      {batch && (
        <p role="status">
          {batch.title} is ready: Start calibrates every surface in it. The surface on the screen
          stays.
        </p>
      )}
      <dl className={styles.forms}>
        {FORMS.map(([name, text, example]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
            <dd>
              <pre>{example}</pre>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>
        Spot, rate and dividend yield are those of the screen where a table does not tell them, and
        100, 5&nbsp;% and none where JSON lines do not. Nothing leaves this device.
      </p>
    </div>
  );
}
