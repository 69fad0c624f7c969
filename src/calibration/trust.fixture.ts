import type { Trust } from '../network/network-reader.ts';

/** What a network might say of an answer of so many parameters, for tests of what carries it. */
export function someTrust(parameters: number): Trust {
  return {
    errors: Array.from({ length: parameters }, (_, i) => ({
      p68: 0.01 * (i + 1),
      p95: 0.03 * (i + 1),
    })),
    unfamiliarity: { score: 0.8, rank: 0.4 },
    noise: { relative: 0.001, absolute: 1e-9 },
  };
}
