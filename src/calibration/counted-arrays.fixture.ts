const NAMES = ['Float64Array', 'Float32Array', 'Int32Array'] as const;

/**
 * How many typed arrays a task makes: views, slices and copies too. They are what the garbage
 * collector of a hot loop would have to clear away.
 */
export function countArrays(task: () => void): number {
  let count = 0;
  const restores = NAMES.map((name) => {
    const original = globalThis[name];
    class Counted extends original {
      constructor(...given: unknown[]) {
        super(...(given as [number]));
        count++;
      }
    }
    Object.assign(globalThis, { [name]: Counted });
    // What arrays of before make of themselves is made by their constructor of now.
    Object.defineProperty(original.prototype, 'constructor', { value: Counted });
    return () => {
      Object.assign(globalThis, { [name]: original });
      Object.defineProperty(original.prototype, 'constructor', { value: original });
    };
  });
  try {
    task();
  } finally {
    for (const restore of restores) restore();
  }
  return count;
}
