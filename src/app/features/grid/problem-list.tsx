import { Icon } from '../../components/icons.tsx';
import { fieldKey } from '../../state/field.ts';
import { useStores } from '../../state/stores.ts';
import type { CellProblem } from './cell-problems.ts';
import styles from './problem-list.module.css';

/** Longer lists say nothing more than their length. */
const SHOWN = 40;

/** What is wrong with the grid; each line leads to its cell. */
export function ProblemList({ problems }: { readonly problems: readonly CellProblem[] }) {
  const { view } = useStores();
  const jump = ({ address }: CellProblem) => {
    view.getState().showGrid('price');
    view.getState().jump(address);
  };
  const more = problems.length - SHOWN;
  return (
    <section className={styles.problems} aria-label="Problems">
      <p className={styles.summary} aria-live="polite">
        {summary(problems)}
      </p>
      <ul className={styles.list}>
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.address.row}:${problem.address.column}:${problem.message}`}>
            <button
              type="button"
              className={styles.problem}
              data-severity={problem.severity}
              onClick={() => jump(problem)}
            >
              <Icon name={problem.severity === 'error' ? 'stop' : 'warning'} />
              <span>{problem.message}</span>
            </button>
          </li>
        ))}
        {more > 0 && <li className={styles.more}>and {more} more</li>}
      </ul>
    </section>
  );
}

function summary(problems: readonly CellProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warned = problems.filter(({ severity }) => severity === 'warning');
  // One quote may break several bounds.
  const warnings = new Set(warned.map(({ address }) => fieldKey(address))).size;
  const parts = [
    errors > 0 && `${count(errors, 'problem')} to mend before the next fit`,
    warnings > 0 && `${count(warnings, 'quote')} with static arbitrage`,
  ];
  return parts.filter(Boolean).join(' · ');
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
