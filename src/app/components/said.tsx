import { useEffect } from 'react';
import { useStores, useView } from '../state/stores.ts';
import styles from './said.module.css';

/** Long enough to be read, and gone before it is in the way. */
const SHOWN_MS = 2400;

/** What was just done where nothing else shows it, for a moment. */
export function Said() {
  const { view } = useStores();
  const said = useView((state) => state.said);
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => view.getState().tell(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said, view]);
  return (
    <p role="status" className={said === undefined ? 'visually-hidden' : styles.said}>
      {said}
    </p>
  );
}
