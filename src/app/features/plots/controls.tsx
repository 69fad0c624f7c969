import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import controls from '../../components/controls.module.css';
import styles from './plots.module.css';

interface Option<T> {
  readonly value: T;
  readonly label: string;
}

interface ChoiceProps<T> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** Tabs with roving focus: arrow keys, Home and End move and choose. Panels are `<id>-panel`. */
export function Tabs<T extends string>({
  id,
  label,
  options,
  value,
  onChange,
}: ChoiceProps<T> & { readonly id: string }) {
  const list = useRef<HTMLDivElement>(null);

  // The chosen tab may have scrolled away where there is no room for all.
  useEffect(() => {
    const tabs = list.current;
    const tab = tabs?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${value}`)}`);
    if (!tabs || !tab) return;
    const before = tab.offsetLeft - tabs.offsetLeft;
    if (before < tabs.scrollLeft) tabs.scrollLeft = before;
    const after = before + tab.offsetWidth - tabs.clientWidth;
    if (after > tabs.scrollLeft) tabs.scrollLeft = after;
  }, [id, value]);

  function onKeyDown(event: KeyboardEvent) {
    const at = options.findIndex((option) => option.value === value);
    const last = options.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const option = target === undefined ? undefined : options[target];
    if (target === undefined || !option) return;
    event.preventDefault();
    onChange(option.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="tab"
          id={`${id}-${option.value}`}
          aria-selected={option.value === value}
          aria-controls={`${id}-panel`}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** A strip of native radio buttons: one tab stop, arrow keys choose. */
export function Choice<T extends string | number>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** More than these do not fit in a strip. */
const STRIP = 12;

/** The choice of a maturity: a strip, or a list of many. */
export function Maturities({ options, value, onChange }: Omit<ChoiceProps<number>, 'label'>) {
  if (options.length <= STRIP) {
    return <Choice label="Maturity" options={options} value={value} onChange={onChange} />;
  }
  return (
    <label className={styles.select}>
      Maturity
      <select
        className={controls.select}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
