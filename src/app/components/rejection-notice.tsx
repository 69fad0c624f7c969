import { useEffect, useRef } from 'react';
import { useStores, useSurface } from '../state/stores.ts';
import controls from './controls.module.css';
import { Icon } from './icons.tsx';
import styles from './rejection-notice.module.css';

/** Why an import was refused, with every problem, until dismissed or something else is imported. */
export function RejectionNotice() {
  const { surfaces } = useStores();
  const rejection = useSurface((state) => state.rejection);
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal starts at its first line.
  useEffect(() => {
    list.current?.scrollTo(0, 0);
  }, [rejection]);
  if (rejection === undefined) return null;
  const { title, problems } = rejection;
  return (
    <div role="alert" className={styles.notice}>
      <div className={styles.header}>
        <Icon name="stop" />
        <strong>{title}</strong>
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.icon}`}
          aria-label="Dismiss"
          onClick={() => surfaces.getState().dismiss()}
        >
          <Icon name="close" />
        </button>
      </div>
      <ul ref={list} className={styles.problems}>
        {problems.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </div>
  );
}
