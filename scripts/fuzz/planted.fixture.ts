import type { Target } from './target.ts';

/** Targets with faults of each kind, by which the watch is tested. */
function planted(name: string, meet: Target['meet']): Target {
  return { name, draw: ({ below }) => ({ way: 'paste', data: String(below(1000)) }), meet };
}

let count = 0;

export const targets: readonly Target[] = [
  planted('sound', async ({ data }) => (Number(data) % 2 === 0 ? 'accepted' : 'refused')),
  planted('throws', async () => {
    if (count++ === 3) throw new TypeError('planted');
    return 'refused';
  }),
  planted('hangs', async () => {
    // A worker that is begun anew behind the hang starts at nought, and hangs again.
    if (count++ === 2) for (;;);
    return 'refused';
  }),
  planted('waits', async () => (count++ === 2 ? new Promise<never>(() => {}) : 'refused')),
  planted('strays', async () => {
    if (count++ === 5) void Promise.reject(new Error('planted'));
    return 'refused';
  }),
  planted('ends', async () => (count++ === 2 ? process.exit(3) : 'refused')),
];
