import type { ApiHeader } from './api-document.ts';
import styles from './fields.module.css';
import { Prose } from './prose.tsx';

/** Headers of answers, a line each with what they tell. */
export function HeaderLines({ headers }: { readonly headers: readonly ApiHeader[] }) {
  return headers.map(({ name, description }) => (
    <div key={name} className={styles.headerLine}>
      <code>{name}</code> <Prose text={description} />
    </div>
  ));
}
