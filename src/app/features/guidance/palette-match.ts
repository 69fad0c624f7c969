import type { Command } from '../../commands/command.ts';
import { fold } from './fold.ts';

/** A command that is found, with the letters of its title that were typed. */
export interface Match {
  readonly command: Command;
  /** Indices into the title. */
  readonly letters: ReadonlySet<number>;
}

/** How well a word is found: at the start of the title, at the start of a word, inside one, among the other words, scattered. */
const FIRST = 9;
const START = 8;
const INSIDE = 4;
const ELSEWHERE = 3;
const SCATTERED = 1;

/**
 * The commands that a query finds, best first: each of its words has to stand in the title, at least
 * as scattered letters in order, or begin one of the command's other words. Without a query all
 * commands, those of `recent` first.
 */
export function matchCommands(
  query: string,
  commands: readonly Command[],
  recent: readonly string[],
): Match[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return withRecentFirst(commands, recent);
  const found = commands.flatMap((command) => {
    const scored = words.map((word) => score(word, command));
    if (scored.some((each) => each === undefined)) return [];
    const total = scored.reduce((sum, each) => sum + (each?.points ?? 0), 0);
    // What was done before comes first among equals.
    const points = total + (recent.includes(command.id) ? 0.5 : 0);
    const letters = new Set(scored.flatMap((each) => each?.letters ?? []));
    return [{ match: { command, letters }, points }];
  });
  return found.sort((a, b) => b.points - a.points).map(({ match }) => match);
}

function withRecentFirst(commands: readonly Command[], recent: readonly string[]): Match[] {
  const rank = ({ id }: Command) => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return commands
    .toSorted((a, b) => rank(a) - rank(b))
    .map((command) => ({ command, letters: new Set() }));
}

interface Score {
  readonly points: number;
  readonly letters: readonly number[];
}

function score(word: string, { title, words = '', group }: Command): Score | undefined {
  const text = fold(title);
  const at = text.indexOf(word);
  const start = at === 0 || text.includes(` ${word}`);
  if (at >= 0) {
    const from = start && at > 0 ? text.indexOf(` ${word}`) + 1 : at;
    const letters = Array.from(word, (_, i) => from + i);
    return { points: placePoints(at, start), letters };
  }
  const others = fold(`${words} ${group}`).split(/\s+/);
  if (others.some((other) => other.startsWith(word))) return { points: ELSEWHERE, letters: [] };
  const letters = scattered(word, text);
  return letters && { points: SCATTERED, letters };
}

function placePoints(at: number, start: boolean): number {
  if (at === 0) return FIRST;
  return start ? START : INSIDE;
}

/** Where the letters of a word stand in a text, in order; the first at the start of a word. */
function scattered(word: string, text: string): number[] | undefined {
  const [first = '', ...rest] = word;
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    if (start > 0 && text[start - 1] !== ' ') continue;
    const found = [start];
    for (const letter of rest) {
      const next = text.indexOf(letter, (found.at(-1) ?? 0) + 1);
      if (next < 0) break;
      found.push(next);
    }
    if (found.length === word.length) return found;
  }
  return undefined;
}
