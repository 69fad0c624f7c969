/** Rows in a block: a quarter of a megabyte of doubles. */
const BLOCK = 2 ** 15;

/**
 * A column of doubles that grows by a block at a time, so that what it holds is never copied; NaN
 * where nothing was set. A block of which nothing was set takes no memory.
 */
export class NumberColumn {
  readonly #blocks: Array<Float64Array | undefined> = [];

  set(row: number, value: number): void {
    const index = Math.floor(row / BLOCK);
    let block = this.#blocks[index];
    if (!block) {
      block = new Float64Array(BLOCK).fill(Number.NaN);
      this.#blocks[index] = block;
    }
    block[row % BLOCK] = value;
  }

  at(row: number): number {
    return this.#blocks[Math.floor(row / BLOCK)]?.[row % BLOCK] ?? Number.NaN;
  }
}
