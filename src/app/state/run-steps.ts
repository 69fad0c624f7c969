import { nextTask } from './next-task.ts';

/**
 * Runs steps to their end, or for so many milliseconds, so that long work lets others in between;
 * undefined where steps are left. Throws what a step throws.
 */
export function runSteps<T>(
  steps: Generator<undefined, T>,
  ms: number,
): { readonly value: T } | undefined {
  const end = performance.now() + ms;
  do {
    const step = steps.next();
    if (step.done) return { value: step.value };
  } while (performance.now() < end);
  return undefined;
}

/** Runs steps to their end, in tasks of so many milliseconds. */
export async function runInTasks<T>(steps: Generator<undefined, T>, ms: number): Promise<T> {
  let done = runSteps(steps, ms);
  while (!done) {
    await nextTask();
    done = runSteps(steps, ms);
  }
  return done.value;
}
