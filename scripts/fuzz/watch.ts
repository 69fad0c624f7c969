import { Worker } from 'node:worker_threads';
import { createRandom } from './random.ts';
import type { Input, Target } from './target.ts';

/** A run of inputs for one target; `began` holds when the last of them began, and its index. */
export interface Round {
  /** URL of a module that exports `targets`. */
  readonly module: string;
  readonly name: string;
  readonly seed: number;
  readonly salt: number;
  readonly from: number;
  readonly until: number;
  readonly began: BigInt64Array;
}

/** How one input was met. */
export interface Told {
  readonly index: number;
  readonly ms: number;
  readonly isAccepted: boolean;
  readonly finding?: Input & { readonly error: string };
}

export interface Finding extends Input {
  readonly target: string;
  readonly seed: number;
  readonly index: number;
  readonly error: string;
}

export interface TargetResult {
  readonly name: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly refused: number;
  /** Processor time of the slowest input, in ms. */
  readonly slowest: number;
  /** Of the wall, in ms. */
  readonly took: number;
  readonly findings: readonly Finding[];
}

export interface WatchOptions {
  readonly inputs: number;
  readonly seed: number;
  /** URL of the module of targets; the program's own where it is not told. */
  readonly module?: string;
  /** An input that runs for so long, in ms by the clock, will never end. */
  readonly hangMs?: number;
}

/** A hundred times what any input takes, and enough for a machine with other work. */
const HANG_MS = 20_000;
const LOOK_MS = 250;
const MOST_FINDINGS = 20;

/**
 * Brings `target` so many inputs, in a worker that is ended where one hangs and begun anew behind it.
 * An input takes too long beyond a second of processor time.
 */
export async function watch(
  { name, draw }: Pick<Target, 'name' | 'draw'>,
  options: WatchOptions,
): Promise<TargetResult> {
  const { inputs, seed, hangMs = HANG_MS } = options;
  const module = options.module ?? new URL('./targets.ts', import.meta.url).href;
  const salt = Array.from(name).reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7) | 0;
  const result = { accepted: 0, refused: 0, slowest: 0 };
  const findings: Finding[] = [];
  const started = performance.now();
  let from = 0;
  const take = ({ index, ms, isAccepted, finding }: Told) => {
    from = index + 1;
    result.slowest = Math.max(result.slowest, ms);
    if (finding) findings.push({ target: name, seed, index, ...finding });
    else if (isAccepted) result.accepted++;
    else result.refused++;
  };
  while (from < inputs && findings.length < MOST_FINDINGS) {
    const began = new BigInt64Array(new SharedArrayBuffer(16));
    const round: Round = { module, name, seed, salt, from, until: inputs, began };
    const ended = await runRound(round, take, hangMs);
    if (ended === undefined) continue;
    // The input that was under way did it.
    const index = Math.max(from, Number(Atomics.load(began, 1)));
    const input = draw(createRandom(seed, salt, index));
    findings.push({ target: name, seed, index, ...input, error: ended });
    from = index + 1;
  }
  const took = performance.now() - started;
  return { name, inputs: from, ...result, took, findings };
}

/** Why the worker ended before it was through, or undefined where it was. */
async function runRound(
  round: Round,
  take: (told: Told) => void,
  hangMs: number,
): Promise<string | undefined> {
  const worker = new Worker(new URL('./fuzz.worker.ts', import.meta.url), { workerData: round });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setInterval(() => {
    const since = Number(Atomics.load(round.began, 0));
    if (since > 0 && Date.now() - since > hangMs) resolve(`It ran for ${hangMs} ms, and goes on.`);
  }, LOOK_MS);
  worker.on('message', take);
  worker.once('error', (error: unknown) => resolve(`The worker ended: ${error}`));
  worker.once('exit', (code) => resolve(code === 0 ? undefined : `The worker ended with ${code}.`));
  try {
    return await promise;
  } finally {
    clearInterval(timer);
    await worker.terminate();
  }
}
