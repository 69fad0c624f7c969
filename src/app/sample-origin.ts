import type { Origin } from './state/surface-document.ts';

/** A sample's origin says that no market made it. */
export function sampleOrigin({ title }: { readonly title: string }): Origin {
  return { title: `Sample: ${title} (synthetic)`, notes: [] };
}
