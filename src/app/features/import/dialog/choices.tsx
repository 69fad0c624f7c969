import { useId } from 'react';
import controls from '../../../components/controls.module.css';
import { Icon } from '../../../components/icons.tsx';
import type { ReadingOptions, TableReading } from '../reading-options.ts';
import type { RaisedDoubt } from '../settle.ts';
import { choiceFields } from './choice-fields.ts';
import styles from './choices.module.css';

export interface ChoicesProps {
  readonly reading: TableReading;
  readonly chosen: ReadingOptions;
  /** What the text leaves open, settled since or not. */
  readonly raised: readonly RaisedDoubt[];
  readonly onChoose: (change: ReadingOptions) => void;
}

/** What was open in the text, and how it is read: each choice can be changed. */
export function Choices({ reading, chosen, raised, onChoose }: ChoicesProps) {
  const id = useId();
  const doubts = raised.map(({ doubt }) => doubt);
  return (
    <section className={styles.choices} aria-label="How it is read">
      {doubts.length > 0 && (
        <ul className={styles.questions}>
          {doubts.map(({ about, question }) => (
            <li key={about} id={`${id}-${about}`}>
              <Icon name="warning" />
              <span>{question}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.fields}>
        {choiceFields(reading, chosen).map(({ name, label, options }) => {
          const value = chosen[name] ?? reading.decided[name] ?? '';
          const doubtful = doubts.some(({ about }) => about === name);
          return (
            <label key={name} className={styles.field} data-doubt={doubtful || undefined}>
              <span>{label}</span>
              <select
                className={controls.select}
                value={value}
                aria-describedby={doubtful ? `${id}-${name}` : undefined}
                onChange={(event) => onChoose({ [name]: event.target.value })}
              >
                {value === '' && (
                  <option value="" disabled>
                    {doubtful ? 'Choose…' : '–'}
                  </option>
                )}
                {options.map(([option, text]) => (
                  <option key={option} value={option}>
                    {text}
                  </option>
                ))}
              </select>
            </label>
          );
        })}
      </div>
    </section>
  );
}
