import type { Random } from './random.ts';

/** What has broken parsers before, of numbers, JSON, tables and text. */
const TOKENS: readonly string[] = [
  ...['1e400', '-1e400', 'NaN', 'Infinity', '-0', '0x10', '1_000', '5e-324', '1.7e308', '1,234'],
  ...['999999999999999999999', '=1+1', '@SUM(A1)', '+1', '-1', '%', '#N/A', '12/18/2026', '٣'],
  ...['"__proto__":', '"constructor":', '"prototype":', '{', '}', '[', ']', '[[[[[[', '":"', ','],
  ...[
    'null',
    'true',
    '""',
    '"',
    '\\',
    '\\u0000',
    '\\ud800',
    '\\"',
    ';',
    '\t',
    '\n',
    '\r',
    '|',
    ' ',
  ],
  ...['\u0000', '\ufeff', '\u200b', '\u202e', '\ud800', '\udfff', '\u2028', '\u0085', '\uffff'],
  ...['<script>', '"><img src=x onerror=alert(1)>', '../', '%00', 'PK\u0003\u0004', '\xff\xfe'],
];
const LONGEST_RUN = 3000;
const LONGEST_TEXT = 200_000;

type Mutation = (text: string, random: Random, other: string) => string;

const mutations: readonly Mutation[] = [
  // A bit flipped.
  (text, { below }) => {
    const at = below(text.length);
    const code = text.charCodeAt(at) ^ (1 << below(8));
    return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
  },
  // Cut short, at either end.
  (text, { below }) => text.slice(0, below(text.length)),
  (text, { below }) => text.slice(below(text.length)),
  // A piece taken out, or twice there.
  (text, { below }) => {
    const [from, to] = span(text, below);
    return text.slice(0, from) + text.slice(to);
  },
  (text, { below }) => {
    const [from, to] = span(text, below);
    return text.slice(0, to) + text.slice(from);
  },
  // A piece of another input.
  (text, { below }, other) => {
    const at = below(text.length);
    const [from, to] = span(other, below);
    return text.slice(0, at) + other.slice(from, to) + text.slice(at);
  },
  // A token put in, or in place of something.
  (text, { below, pick }) => {
    const at = below(text.length);
    return text.slice(0, at) + pick(TOKENS) + text.slice(at + below(8));
  },
  // In place of a number, where there is one.
  (text, { below, pick }) => {
    const at = below(text.length);
    const number = /-?\d[\d.e+-]*/g;
    number.lastIndex = at;
    const found = number.exec(text);
    if (!found) return text;
    return text.slice(0, found.index) + pick(TOKENS) + text.slice(number.lastIndex);
  },
  // One character, or a token, a thousand times.
  (text, { below, pick }) => {
    const at = below(text.length);
    const run = (below(4) > 0 ? text.charAt(at) : pick(TOKENS)).repeat(below(LONGEST_RUN));
    return text.slice(0, at) + run + text.slice(at);
  },
];

/** `text` spoilt in one to four ways. */
export function mutated(text: string, random: Random, other: string): string {
  let spoilt = text;
  for (let times = 1 + random.below(4); times > 0; times--) {
    spoilt = random.pick(mutations)(spoilt, random, other);
  }
  return spoilt.slice(0, LONGEST_TEXT);
}

/** Characters of any kind: ASCII mostly, or bytes, or all of UTF-16, or tokens. */
export function junk(random: Random): string {
  const length = random.below(400);
  const most = random.pick([128, 256, 0x10000, 0]);
  const one = () => (most === 0 ? random.pick(TOKENS) : String.fromCharCode(random.below(most)));
  return Array.from({ length }, one).join('');
}

function span(text: string, below: Random['below']): [from: number, to: number] {
  const from = below(text.length);
  return [from, from + below(Math.min(text.length - from, 200) + 1)];
}
