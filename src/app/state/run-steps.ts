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
