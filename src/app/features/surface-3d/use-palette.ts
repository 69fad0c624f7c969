import { type RefObject, useEffect, useState } from 'react';
import { type Palette, readPalette } from './palette.ts';

/** The page's colours at an element, read again when the theme changes. */
export function usePalette(host: RefObject<HTMLElement | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    const read = () => {
      if (host.current) setPalette(readPalette(host.current));
    };
    read();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const chosen = new MutationObserver(read);
    dark.addEventListener('change', read);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', read);
      chosen.disconnect();
    };
  }, [host]);
  return palette;
}
