import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { marked } from '../../format/decimal-mark.ts';
import { useView } from '../../state/stores.ts';
import styles from './glossary.module.css';
import { findTerms, glossaryTerms } from './glossary-terms.ts';

export interface GlossaryProps {
  readonly onClose: () => void;
}

/** What the screen's words mean, at the edge of the screen that they stand on. */
export function Glossary({ onClose }: GlossaryProps) {
  const asked = useView((state) => state.term);
  const [query, setQuery] = useState(asked ?? '');
  const terms = useMemo(glossaryTerms, []);
  const found = findTerms(terms, query);
  const list = useRef<HTMLDListElement>(null);
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its first term.
  useEffect(() => {
    list.current?.scrollTo(0, 0);
  }, [query]);
  return (
    <Dialog title="Glossary" closeLabel="Close glossary" onClose={onClose} form="side">
      <div className={styles.panel}>
        <input
          type="search"
          className={styles.search}
          aria-label="Search the glossary"
          aria-controls={id}
          placeholder="Search"
          autoComplete="off"
          data-first-focus
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <p className={styles.count} role="status">
          {found.length === 0
            ? `Nothing on “${query.trim()}” here.`
            : `${found.length} ${found.length === 1 ? 'term' : 'terms'}`}
        </p>
        <dl ref={list} id={id} className={styles.terms} tabIndex={0}>
          {found.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{marked(text)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
