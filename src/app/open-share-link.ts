import { restore } from './restore.ts';
import type { Stores } from './state/stores.ts';

/**
 * Opens what a shared link carries, now and whenever one is entered in this tab. The fragment is then
 * taken out of the address: after an edit, a reload would bring the link's surface back over it.
 */
export function followShareLinks(stores: Stores): void {
  const open = async () => {
    const { hash } = location;
    if (!hash.startsWith('#s=')) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    await openShareLink(stores, hash);
  };
  const failed = () =>
    stores.surfaces.getState().reject({
      title: REFUSED,
      problems: [{ message: 'A part of the page could not be loaded. Reload it and try again.' }],
    });
  addEventListener('hashchange', () => void open().catch(failed));
  void open().catch(failed);
}

const REFUSED = 'The shared link could not be opened. The surface on screen is unchanged.';

/** Shows what a link's fragment asks for, or why it cannot; the surface then stays. */
export async function openShareLink(stores: Stores, hash: string): Promise<void> {
  const { readShareLink } = await import('./exchange/share-link.ts');
  const read = readShareLink(hash);
  if (!read) return;
  if (!read.ok) {
    stores.surfaces.getState().reject({ title: REFUSED, problems: read.problems });
    return;
  }
  const { origin } = read.value;
  const title = origin.title.startsWith('Shared: ') ? origin.title : `Shared: ${origin.title}`;
  await restore(stores, { ...read.value, origin: { ...origin, title } });
}
