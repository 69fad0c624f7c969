import { hasMacKeyboard, keysText } from '../commands/keys.ts';
import styles from './keys.module.css';

/** Keys as they are printed on this machine's keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return <kbd className={styles.keys}>{keysText(keys, hasMacKeyboard())}</kbd>;
}

/** A tooltip that ends with the keys, if there are any. */
export function withKeys(title: string, keys: string | undefined): string {
  return keys === undefined ? title : `${title} (${keysText(keys, hasMacKeyboard())})`;
}
