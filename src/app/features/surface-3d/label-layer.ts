import type { Label } from './labels.ts';

/** Width of a letter in px, by and large. */
const LETTER = 5.8;

/**
 * Puts labels over the canvas as text of the page: sharp at every size, in the page's own type. The
 * nodes of the picture before are used again, since this is done with every frame.
 */
export function drawLabels(
  layer: HTMLElement,
  labels: readonly Label[],
  classes: { readonly tick: string; readonly title: string },
): void {
  const room = layer.clientWidth;
  while (layer.childElementCount > labels.length) layer.lastElementChild?.remove();
  for (const [i, { text, x, y, isTitle, anchor }] of labels.entries()) {
    let node = layer.children[i];
    if (!(node instanceof HTMLElement)) {
      node = document.createElement('span');
      layer.append(node);
    }
    const element = node as HTMLElement;
    if (element.textContent !== text) element.textContent = text;
    const name = isTitle ? classes.title : classes.tick;
    if (element.className !== name) element.className = name;
    // About as wide as that: asking the page would lay it out again with every frame.
    const width = LETTER * text.length;
    const before = { middle: width / 2, end: width, start: 0 }[anchor];
    const left = Math.min(Math.max(x - before, 0), Math.max(room - width, 0));
    element.style.transform = `translate(${left.toFixed(1)}px, ${y.toFixed(1)}px) translateY(-50%)`;
  }
}
