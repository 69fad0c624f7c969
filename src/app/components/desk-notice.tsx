import type { DeskTrouble } from '../state/desk-store.ts';
import { useDesk, useStores } from '../state/stores.ts';
import controls from './controls.module.css';
import styles from './desk-notice.module.css';
import { Icon } from './icons.tsx';

const SENTENCES: Readonly<Record<DeskTrouble, string>> = {
  'not-kept':
    'This browser does not let the page keep anything here: your changes last until the page is closed or reloaded.',
  full: 'The storage of this browser is full: your changes last until the page is closed or reloaded. Delete some calibrations in the history.',
  'nearly-full':
    'The storage of this browser is full: the surface is kept, but not what can be undone. Delete some calibrations in the history.',
  unreadable:
    'What was left here last time could not be read, and is put aside. The page starts with the sample.',
};

/** Says what is not kept, in front of nothing, until it is put away or mended. */
export function DeskNotice() {
  const { desk } = useStores();
  const trouble = useDesk((state) => state.trouble);
  const dismissed = useDesk((state) => state.dismissed);
  if (trouble === undefined || dismissed.has(trouble)) return null;
  return (
    <div role="status" aria-label="Storage" className={styles.notice}>
      <p>{SENTENCES[trouble]}</p>
      <button
        type="button"
        className={`${controls.button} ${controls.quiet} ${controls.icon}`}
        aria-label="Put this notice away"
        onClick={() => desk.getState().dismiss()}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
