/** Ends in a task of its own, so that what waits on the page comes in between. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
