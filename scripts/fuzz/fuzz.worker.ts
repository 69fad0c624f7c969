import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from './random.ts';
import type { Input, Target } from './target.ts';
import type { Round, Told } from './watch.ts';

/** Brings one target its inputs; a hang here is seen, and ended, from outside. */

const { module, name, seed, salt, from, until, began } = workerData as Round;
const { targets } = (await import(module)) as { targets: readonly Target[] };
const target = targets.find((each) => each.name === name);
if (!target) throw new Error(`There is no target ${name}.`);
const tell = (told: Told) => parentPort?.postMessage(told);

/** Of processor time: a wait for it on a busy machine is no fault of the program. */
const MOST_CPU_MS = 1000;

// What nobody awaits must not be lost, nor end the run.
let stray: unknown;
process.on('unhandledRejection', (error) => {
  stray ??= error;
});

for (let index = from; index < until; index++) {
  const input = target.draw(createRandom(seed, salt, index));
  Atomics.store(began, 0, BigInt(Date.now()));
  Atomics.store(began, 1, BigInt(index));
  const started = process.threadCpuUsage();
  let found: unknown;
  let isAccepted = false;
  try {
    isAccepted = (await target.meet(input)) === 'accepted';
  } catch (error) {
    found = error;
  }
  const { user, system } = process.threadCpuUsage(started);
  const ms = (user + system) / 1000;
  if (ms > MOST_CPU_MS) found ??= new Error(`It took ${ms.toFixed(0)} ms of a processor.`);
  // A rejection that nobody awaits is told of in a task of its own.
  if (index % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  found ??= stray;
  stray = undefined;
  tell({ index, ms, isAccepted, ...(found !== undefined && finding(input, found)) });
}

function finding({ way, data }: Input, error: unknown) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { finding: { way, data, error: text.slice(0, 2000) } };
}
