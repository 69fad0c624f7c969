import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import styles from './samples-menu.module.css';

export interface SampleItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface SamplesMenuProps {
  readonly items: readonly SampleItem[];
  readonly onChoose: (id: string) => void;
}

/** Surfaces to start from. */
export function SamplesMenu({ items, onChoose }: SamplesMenuProps) {
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.opener}`}
        popoverTarget="samples-menu"
      >
        Samples <Icon name="chevron" />
      </button>
      <div id="samples-menu" popover="auto" className={`${controls.popover} ${styles.menu}`}>
        <p className={styles.said}>Synthetic: priced by the models themselves, not market data.</p>
        <ul>
          {items.map(({ id, title, description }) => (
            <li key={id}>
              <button
                type="button"
                className={`${controls.menuItem} ${styles.item}`}
                popoverTarget="samples-menu"
                popoverTargetAction="hide"
                onClick={() => onChoose(id)}
              >
                <span className={styles.title}>{title}</span>
                <span className={styles.description}>{description}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
