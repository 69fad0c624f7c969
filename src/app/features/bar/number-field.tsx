import { useState } from 'react';
import controls from '../../components/controls.module.css';
import type { MarketField } from '../../state/field.ts';
import { useStores, useSurface } from '../../state/stores.ts';
import { fieldText } from '../../state/surface-document.ts';
import styles from './bar.module.css';

export interface NumberFieldProps {
  readonly field: MarketField;
  readonly label: string;
  /** Stands where the field is empty. */
  readonly placeholder?: string;
  readonly title?: string;
}

/** Where {@link NumberField} looks for what is wrong with it. */
export function problemId(field: MarketField): string {
  return `market-${field}-problem`;
}

/** A number of the market: kept on Enter or when left, restored on Escape; its problem stands below. */
export function NumberField({ field, label, placeholder, title }: NumberFieldProps) {
  const { surfaces } = useStores();
  const id = `market-${field}`;
  const [typing, setTyping] = useState<string>();
  const document = useSurface((state) => state.document);
  const problem = document.problems.find((candidate) => candidate.field === field);
  const kept = document.drafts.get(field) ?? fieldText(document.surface, field);

  const commit = () => {
    if (typing === undefined) return;
    setTyping(undefined);
    surfaces.getState().edit([[field, typing]]);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={`${controls.input} ${styles.number}`}
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        title={title}
        value={typing ?? kept}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && problemId(field)}
        onChange={(event) => setTyping(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setTyping(undefined);
        }}
      />
    </div>
  );
}
