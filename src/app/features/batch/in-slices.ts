import { nextTask } from '../../state/next-task.ts';
import { runSteps } from '../../state/run-steps.ts';

/** What the page may be kept from answering input, in ms. */
const TASK_MS = 8;

/** Runs steps to their end in slices that let input in between; undefined once it is stopped. */
export async function inSlices<T>(
  steps: Generator<undefined, T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (;;) {
    const done = runSteps(steps, TASK_MS);
    if (signal.aborted) return undefined;
    if (done) return done.value;
    await nextTask();
  }
}
