import { useSurface } from '../../state/stores.ts';
import styles from './bar.module.css';
import { problemId } from './number-field.tsx';

/** What is wrong with spot, rate or dividend yield, a line each: beside each other they would overlap. */
export function MarketProblems() {
  const problems = useSurface((state) => state.document.problems);
  const own = problems.flatMap(({ field, message }) =>
    typeof field === 'string' ? [{ field, message }] : [],
  );
  if (own.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {own.map(({ field, message }) => (
        <li key={field} id={problemId(field)}>
          {message}
        </li>
      ))}
    </ul>
  );
}
