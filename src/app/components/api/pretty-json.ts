/** Columns that a line may have. */
const WIDTH = 96;
/** Numbers in a line of a list: the prices of the contract's grid stand a strike a line. */
const IN_LINE = 10;

/** A value of the text, its own or an entry of an object, as it was written. */
interface Part {
  /** With its colon, where it is an entry. */
  readonly key: string;
  /** On one line; undefined where that is too long. */
  readonly flat: string | undefined;
  readonly brackets: readonly [string, string] | undefined;
  readonly parts: readonly Part[];
}

/**
 * JSON laid out to be read: what is short stands on one line, lists of numbers fill theirs. Every
 * number and text stays as it is written, digit by digit; what is no JSON stays as a whole.
 */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text);
    const tokens = text.match(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\]:]/g) ?? [];
    return laidOut(readPart(tokens[Symbol.iterator](), ''), '').trimStart();
  } catch {
    // No JSON, or nested so deep that nobody reads it.
    return text;
  }
}

function readPart(tokens: Iterator<string>, key: string, token = nextOf(tokens)): Part {
  if (token !== '{' && token !== '[') {
    return { key, flat: token, brackets: undefined, parts: [] };
  }
  const brackets = token === '{' ? (['{', '}'] as const) : (['[', ']'] as const);
  const parts: Part[] = [];
  for (let next = nextOf(tokens); next !== brackets[1]; next = nextOf(tokens)) {
    if (token === '[') {
      parts.push(readPart(tokens, '', next));
    } else {
      nextOf(tokens);
      parts.push(readPart(tokens, `${next}: `));
    }
  }
  return { key, flat: flatOf(brackets, parts), brackets, parts };
}

function nextOf(tokens: Iterator<string>): string {
  return tokens.next().value ?? '';
}

function flatOf([open, close]: readonly [string, string], parts: readonly Part[]) {
  const gap = open === '{' && parts.length > 0 ? ' ' : '';
  let text = open + gap;
  for (const [i, { key, flat }] of parts.entries()) {
    if (flat === undefined || text.length > WIDTH) return undefined;
    text += `${i > 0 ? ', ' : ''}${key}${flat}`;
  }
  return text.length > WIDTH ? undefined : text + gap + close;
}

function laidOut({ key, flat, brackets, parts }: Part, indent: string): string {
  const fits = flat !== undefined && indent.length + key.length + flat.length < WIDTH;
  if (fits || !brackets) return `${indent}${key}${flat}`;
  const inner = `${indent}  `;
  const isList = parts.every((part) => !part.brackets && part.key === '');
  const lines = isList
    ? filled(parts, inner)
    : parts.map((part) => laidOut(part, inner)).join(',\n');
  return `${indent}${key}${brackets[0]}\n${lines}\n${indent}${brackets[1]}`;
}

function filled(parts: readonly Part[], indent: string): string {
  const lines: string[][] = [];
  let width = 0;
  for (const { flat = '' } of parts) {
    const line = lines.at(-1);
    width += flat.length + 2;
    if (line && line.length < IN_LINE && indent.length + width <= WIDTH) {
      line.push(flat);
    } else {
      lines.push([flat]);
      width = flat.length + 2;
    }
  }
  return lines.map((line) => indent + line.join(', ')).join(',\n');
}
