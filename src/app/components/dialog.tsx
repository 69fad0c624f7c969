import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import controls from './controls.module.css';
import styles from './dialog.module.css';
import { giveFocusBack } from './give-focus-back.ts';
import { Icon } from './icons.tsx';

export interface DialogProps {
  readonly title: ReactNode;
  /** Name of the close button: "Close history". */
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  /** `side` stands at the right edge, full height; `wide` takes most of the screen, `full` all but its edge. */
  readonly form?: 'centre' | 'wide' | 'full' | 'side' | 'palette';
}

/**
 * A modal dialog: takes the focus and gives it back, closes by Escape, by a click beside it and by
 * its button. Keys pressed and texts pasted in it are not for the grid below. What is marked with
 * `data-first-focus` has the focus first.
 */
export function Dialog({ title, closeLabel, onClose, tools, children, form }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    // The browser would take the first button, where the dialog was opened to type.
    element?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      element?.close();
      // The browser gives the focus back only where the dialog was closed before it left the page.
      giveFocusBack(opener);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-form={form ?? 'centre'}
      aria-labelledby={id}
      closedby="any"
      onClose={onClose}
      onKeyDown={stop}
      onPaste={stop}
      onCopy={stop}
    >
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        {tools}
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.icon}`}
          aria-label={closeLabel}
          title="Close (Escape)"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}

function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}
