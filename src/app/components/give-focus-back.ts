/**
 * Gives the focus back to what opened something. Where that is gone, it goes to what has taken its
 * place: an element of the same id, or the button of the menu that it stood in.
 */
export function giveFocusBack(opener: Element | null): void {
  if (!(opener instanceof HTMLElement) || opener === document.body) return;
  const menu = opener.closest('[popover]');
  const candidates = [
    opener,
    opener.id ? document.getElementById(opener.id) : null,
    menu ? document.querySelector<HTMLElement>(`[popovertarget="${menu.id}"]`) : null,
  ];
  for (const candidate of candidates) {
    if (!candidate?.isConnected) continue;
    candidate.focus();
    // What is hidden or disabled by now does not take it.
    if (document.activeElement === candidate) return;
  }
}
