import { type Command, isAvailable } from '../../commands/command.ts';
import controls from '../../components/controls.module.css';
import { withKeys } from '../../components/keys.tsx';
import { useStores, useSurface, useView } from '../../state/stores.ts';
import styles from './first-steps.module.css';

export interface FirstStepsProps {
  readonly commands: readonly Command[];
  /** Where the focus goes when these words are put away. */
  readonly onDismissed: () => void;
}

/** Each area in four words or so, and the command that leads there. */
const STEPS = [
  { leadsTo: 'go-grid', area: 'Grid', words: 'type, paste, fill, undo' },
  { leadsTo: 'go-parameters', area: 'Parameters', words: 'fitted with 95\u00a0% intervals' },
  { leadsTo: 'go-plots', area: 'Plots', words: 'market dots, model line' },
  { leadsTo: 'import', area: 'Import', words: 'your own: paste anywhere' },
] as const;

/** A strip of words on the first visit, under the bar: in front of nothing, and gone with a click. */
export function FirstSteps({ commands, onDismissed }: FirstStepsProps) {
  const { view } = useStores();
  const shown = useView((state) => state.hints);
  const isSample = useSurface((state) => state.document.origin.title.startsWith('Sample: '));
  if (!shown) return null;
  return (
    <aside className={styles.strip} aria-label="First steps">
      <p className={styles.said}>{isSample ? 'A sample is calibrated.' : 'First steps'}</p>
      <ul className={styles.steps}>
        {STEPS.map(({ leadsTo, area, words }) => {
          const command = commands.find(({ id }) => id === leadsTo);
          return (
            command && (
              <li key={area}>
                <button
                  type="button"
                  className={styles.step}
                  title={withKeys(command.title.replace('…', ''), command.keys?.[0])}
                  disabled={!isAvailable(command)}
                  onClick={command.run}
                >
                  {area}
                </button>
                {words}
              </li>
            )
          );
        })}
      </ul>
      <button
        type="button"
        className={`${controls.button} ${controls.quiet} ${controls.small} ${styles.close}`}
        aria-label="Got it: put the first steps away"
        onClick={() => {
          view.getState().showHints(false);
          onDismissed();
        }}
      >
        Got it
      </button>
    </aside>
  );
}
