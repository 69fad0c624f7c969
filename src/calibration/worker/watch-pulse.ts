/** Between two questions, and how many in a row may stay unanswered: compiling shaders takes seconds. */
const PULSE_MS = 2500;
const MOST_MISSED = 8;

/**
 * Asks again and again whether what computes is alive; `onSilent` is called, once, when it has not
 * answered for 20 s. Questions are counted rather than time: a page that was frozen has asked none.
 *
 * @returns what ends the watch
 */
export function watchPulse(ask: () => Promise<unknown>, onSilent: () => void): () => void {
  let missed = 0;
  let isDue = false;
  const timer = setInterval(() => {
    if (!isDue) {
      isDue = true;
      missed = 0;
      // A worker that has died is told of elsewhere.
      ask().then(
        () => {
          isDue = false;
        },
        () => undefined,
      );
      return;
    }
    missed += 1;
    if (missed < MOST_MISSED) return;
    clearInterval(timer);
    onSilent();
  }, PULSE_MS);
  return () => clearInterval(timer);
}
