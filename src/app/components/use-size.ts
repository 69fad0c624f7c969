import { startTransition, useCallback, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of an element's content in px, undefined until it is laid out, and the ref to give it.
 * What depends on the size is drawn in slices, so that input is answered meanwhile.
 */
export function useSize(): [
  Size | undefined,
  (element: HTMLElement | null) => (() => void) | undefined,
] {
  const [size, setSize] = useState<Size>();
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      startTransition(() => setSize({ width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, ref];
}
