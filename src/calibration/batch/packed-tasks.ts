import type { Surface } from '../quotes/surface.ts';
import type { BatchTask } from './calibrate-chunk.ts';

/**
 * Tasks as they cross to a worker: the prices of all surfaces one after the other in a buffer that is
 * handed over, not copied; what surfaces share, as their strikes, crosses once.
 */
export interface PackedTasks {
  readonly tasks: ReadonlyArray<Omit<BatchTask, 'surface'> & { readonly market: Market }>;
  /** NaN where nothing is quoted. */
  readonly prices: Float64Array<ArrayBuffer>;
}

type Market = Omit<Surface, 'prices'>;

/**
 * {@link BatchTask}s to send; {@link unpackTasks} at the other end.
 * @throws RangeError where a surface has not a price, or none, for each cell of its grid
 */
export function packTasks(tasks: readonly BatchTask[]): PackedTasks {
  const counts = tasks.map(({ surface: { prices, ...market } }) => {
    // One too many would be read as the next surface's.
    if (prices.length === cellsOf(market)) return prices.length;
    throw new RangeError(`A grid of ${cellsOf(market)} cells has ${prices.length} prices.`);
  });
  const prices = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  const packed = tasks.map(({ surface: { prices: own, ...market }, ...task }) => {
    for (const price of own) prices[at++] = price ?? Number.NaN;
    return { ...task, market };
  });
  return { tasks: packed, prices };
}

/** The tasks that were packed. */
export function unpackTasks({ tasks, prices }: PackedTasks): BatchTask[] {
  let at = 0;
  return tasks.map(({ market, ...task }) => {
    const end = at + cellsOf(market);
    const own = Array.from(prices.subarray(at, end), (price) =>
      Number.isNaN(price) ? undefined : price,
    );
    at = end;
    return { ...task, surface: { ...market, prices: own } };
  });
}

function cellsOf({ strikes, maturities }: Market): number {
  return strikes.length * maturities.length;
}
