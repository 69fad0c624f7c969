import { boundedBytes } from '../../network/bounded-bytes.ts';
import { MOST_WEIGHTS } from '../../network/network-card.ts';

/** Asks the server each time whether the file is still the same: cards must meet their weights. */
export async function fetchBytes(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return boundedBytes(response, MOST_WEIGHTS);
}
