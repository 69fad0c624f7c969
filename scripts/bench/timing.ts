/** Times of `run(0)`, `run(1)`, … in ms; as many before them warm up. */
export async function timesOf(
  runs: number,
  run: (n: number) => unknown,
  beside?: (n: number) => unknown,
): Promise<{ readonly own: number[]; readonly others: number[] }> {
  const own: number[] = [];
  const others: number[] = [];
  for (let n = 0; n < 2 * runs; n++) {
    if (n === runs) own.length = others.length = 0;
    // In turn, so that whatever else the machine does meets both.
    if (beside) others.push(await timeOf(() => beside(n % runs)));
    own.push(await timeOf(() => run(n % runs)));
  }
  return { own, others };
}

async function timeOf(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
