import { availableParallelism } from 'node:os';

/** Threads by the option `--workers`, one for each core where it is not given. Ends the script where it is wrong. */
export function workerCount(option: string | undefined): number {
  if (option === undefined) return availableParallelism();
  const count = Number(option);
  if (Number.isInteger(count) && count > 0) return count;
  console.error('--workers is a whole number, 1 or more.');
  process.exit(2);
}
