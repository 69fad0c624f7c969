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
    const { readShareLink } = await import('./exchange/share-link.ts');
    const read = readShareLink(hash);
    if (!read) return;
    if (!read.ok) {
      const title = 'The shared link could not be opened. The surface on screen is unchanged.';
      stores.surfaces.getState().reject({ title, problems: read.problems });
      return;
    }
    const { origin } = read.value;
    const title = origin.title.startsWith('Shared: ') ? origin.title : `Shared: ${origin.title}`;
    await restore(stores, { ...read.value, origin: { ...origin, title } });
  };
  const failed = () =>
    stores.surfaces.getState().reject({
      title: 'The shared link could not be opened. The surface on screen is unchanged.',
      problems: [{ message: 'A part of the page could not be loaded. Reload it and try again.' }],
    });
  addEventListener('hashchange', () => void open().catch(failed));
  void open().catch(failed);
}
