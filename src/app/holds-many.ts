/** Characters of a text that are looked at: the first surfaces of any batch. */
const HEAD = 200_000;
/** Prices of a surface on the contract's grid; no table of one surface is so wide. */
const WIDE = 200;
/** An id, a date and whatever else stands beside the prices; a wider table is of another kind. */
const BESIDE = 20;
/** A list of fewer quotes than this for each name is one of contracts, not of surfaces. */
const LEAST_QUOTES = 4;
const ID_COLUMN =
  /^(?:id|date|as.?of|asof.?date|(?:quote|trade|val(?:uation)?).?date|surface(?:.?id)?)$/i;
/** Without one, a date may be that of the expiry. */
const MATURITY_COLUMN = /^(?:t|tau|ttm|dte|days.*|tenor|time.*|maturit.*|exp.*)$/i;
const STRIKE_COLUMN = /^(?:strikes?|k)$/i;

/**
 * Whether a text clearly holds more than one surface: JSON lines, wide lines of prices, or a list of
 * quotes with a column that names or dates their surfaces. Where in doubt it does not.
 */
export function holdsMany(text: string): boolean {
  const lines = text
    .slice(0, HEAD)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '');
  // The last one may have been cut off.
  if (text.length > HEAD) lines.pop();
  const [first = '', second = '', third = ''] = lines;
  if (first.startsWith('{')) return isSurface(first) && isSurface(second);
  const delimiter = ['\t', ';', '|', ','].find((each) => first.includes(each));
  if (delimiter === undefined) return false;
  const isWide = (line: string) => {
    const { length } = line.split(delimiter);
    return length >= WIDE && length <= WIDE + BESIDE;
  };
  if (isWide(first)) return isWide(second) && (hasOnlyNumbers(first, delimiter) || isWide(third));
  return hasManyIds(lines, delimiter);
}

/** Whether a line is an object with prices or quotes of its own. */
function isSurface(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).some((each) => Array.isArray(each))
    );
  } catch {
    return false;
  }
}

/** Whether a line of prices is one, with an id in front or without: else it is a header. */
function hasOnlyNumbers(line: string, delimiter: string): boolean {
  return line
    .split(delimiter)
    .slice(1)
    .every((cell) => /^\s*[-+]?[\d.,]*(?:e[-+]?\d+)?\s*$/i.test(cell));
}

function hasManyIds([header = '', ...rows]: readonly string[], delimiter: string): boolean {
  const names = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
  const column = names.findIndex((name) => ID_COLUMN.test(name));
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (column < 0 || !has(STRIKE_COLUMN) || !has(MATURITY_COLUMN)) return false;
  const ids = rows.map((row) => row.split(delimiter)[column]?.trim() ?? '');
  const distinct = new Set(ids).size;
  return distinct > 1 && ids.length >= LEAST_QUOTES * (distinct - 1);
}
