import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import type { BatchFault, BatchItem, BatchSurface } from './batch-item.ts';
import { textSource } from './batch-source.ts';
import { readBatch } from './read-batch.ts';

const { spot, rate, dividendYield } = contractGrid;
export const market = { spot, rate, dividendYield };
const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).prices([0.2, 0.5, -0.1], 'call', calls);
/** A surface of Variance Gamma on the contract's grid. */
export const prices: readonly number[] = [...calls];

/** The surface on one line. */
export function wide(id: string, delimiter = ',', show = (value: number) => String(value)): string {
  return [id, ...prices.map(show)].join(delimiter);
}

/** What is read of texts, each a file. */
export async function read(
  ...texts: ReadonlyArray<string | readonly [name: string, text: string]>
) {
  const sources = texts.map((text) =>
    typeof text === 'string' ? textSource('file.csv', text) : textSource(...text),
  );
  const items: BatchItem[] = [];
  for await (const item of readBatch(sources, market)) items.push(item);
  return {
    items,
    surfaces: items.filter((item): item is BatchSurface => item.ok),
    faults: items.filter((item): item is BatchFault => !item.ok),
  };
}
