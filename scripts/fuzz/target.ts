import type { Random } from './random.ts';

/** Something hostile, and the door it is brought to. */
export interface Input {
  /** Which of the target's ways in: `paste`, `file`. */
  readonly way: string;
  /** UTF-16 as it comes, halves of pairs too; of bytes a character each. */
  readonly data: string;
}

/** How an input was met. */
export type Verdict = 'accepted' | 'refused';

/** A part of the program that reads what others wrote. */
export interface Target {
  readonly name: string;
  /** Draws an input: mostly a valid one, spoilt. */
  readonly draw: (random: Random) => Input;
  /**
   * Brings the input to the program itself. Anything thrown is a finding, and so is a
   * {@link Fault}: a refusal that changed something, an acceptance of nonsense.
   */
  readonly meet: (input: Input) => Promise<Verdict>;
}

/** The program did not crash, and yet did wrong. */
class Fault extends Error {
  override readonly name = 'Fault';
}

/** @throws Fault unless `holds` */
export function claim(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Fault(what);
}

/** @throws Fault where something has been added to what every object has */
export function claimCleanPrototypes(): void {
  for (const [name, prototype] of PROTOTYPES) {
    const added = Object.keys(prototype);
    claim(added.length === 0, `${name} has gained ${added.join(', ')}.`);
  }
}

const PROTOTYPES = [
  ['Object.prototype', Object.prototype],
  ['Array.prototype', Array.prototype],
  ['Object', Object],
] as const;
