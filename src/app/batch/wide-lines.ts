import { rateProblem } from '../../api/schemas.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import { marketName } from '../features/import/list/column-names.ts';
import { type MarketTexts, readMarket } from '../features/import/market-lines.ts';
import { priceTrouble } from '../features/import/number-cell.ts';
import {
  type DecimalMark,
  decimalMark,
  isNumber,
  isUnquoted,
  parseNumber,
} from '../features/import/number-format.ts';
import type { Delimiter } from '../features/import/reading-options.ts';
import { count, excerpt } from '../features/import/words.ts';
import { faultItem, type LineReader, messagesOf, ownId, surfaceItem } from './batch-item.ts';
import { cellsOf, isIdName, isNaNText } from './delimited-line.ts';
import type { ReadBatchOptions } from './read-options.ts';

/** What the columns of a file with one surface a line are. */
interface WideColumns {
  readonly hasHeader: boolean;
  readonly width: number;
  /** Lines end in a delimiter, after which there is nothing. */
  readonly endsInDelimiter: boolean;
  readonly ids: readonly number[];
  readonly market: ReadonlyArray<
    readonly [column: number, name: 'spot' | 'rate' | 'dividend yield', percent: boolean]
  >;
  readonly prices: readonly number[];
}

/** A line with so many cells more or less than a surface is one of prices nevertheless. */
const NEARLY = 0.1;

/**
 * Reads files with one surface a line: an id or date where there is one, and the prices of the whole
 * grid, all maturities of the first strike, then of the next. A header may name columns of spot, rate
 * and dividend yield besides. Undefined where the first line is of another kind.
 */
export function wideLines(
  file: string,
  first: string,
  delimiter: Delimiter,
  options: ReadBatchOptions,
): LineReader | undefined {
  const { strikes = contractGrid.strikes, maturities = contractGrid.maturities } = options;
  const size = strikes.length * maturities.length;
  const ofFirst = wideColumns(cellsOf(first, delimiter), size);
  if (!ofFirst) return undefined;
  let columns = ofFirst;
  let mark: DecimalMark | undefined;
  let isHeader = columns.hasHeader;
  /** A first line with too few cells does not tell what the others have. */
  let isSettled = columns.hasHeader;
  return {
    take(text, line) {
      if (isHeader) {
        isHeader = false;
        return [];
      }
      const cells = cellsOf(text, delimiter);
      if (!isSettled) {
        const own = wideColumns(cells, size);
        if (own && !own.hasHeader) columns = own;
      }
      const isLonger = cells.length === columns.width + 1;
      if (columns.endsInDelimiter && isLonger && cells.at(-1) === '') cells.pop();
      isSettled ||= cells.length === columns.width;
      const place = { file, line };
      const id = ownId(columns.ids.map((i) => cells[i] ?? '').join(' '));
      if (cells.length !== columns.width) {
        return [faultItem(id, place, widthProblem(cells.length, columns))];
      }
      mark ??= decimalMark(cells).mark;
      const decimal = mark ?? '.';
      const { prices, problems } = readPrices(cells, columns.prices, decimal);
      const market = lineMarket(cells, columns, decimal, options);
      const all = [...market.problems, ...problems];
      const rate = rateProblem(market.rate, maturities.at(-1) ?? 0);
      if (rate !== undefined) all.unshift({ message: `The rate: ${rate}.` });
      if (all.length > 0) return [faultItem(id, place, messagesOf(all))];
      const { spot, rate: own, dividendYield } = market;
      const surface: Surface = { strikes, maturities, prices, spot, rate: own, dividendYield };
      return [surfaceItem(id, place, { surface })];
    },
    end: () => [],
  };
}

function wideColumns(cells: readonly string[], size: number): WideColumns | undefined {
  if (cells.at(-1) === '') {
    const bare = cells.slice(0, -1);
    const columns = headerColumns(bare, size) ?? (isWhole(bare, size) && lineColumns(bare, size));
    if (columns) return { ...columns, endsInDelimiter: true };
  }
  return headerColumns(cells, size) ?? lineColumns(cells, size);
}

/** Undefined where the cells are no names, or not as many as are needed. */
function headerColumns(cells: readonly string[], size: number): WideColumns | undefined {
  if (!isHeaderLine(cells, size)) return undefined;
  const places = [...cells.keys()];
  // What has no name in a header tells the lines apart, as the index of a data frame.
  const ids = places.filter((i) => {
    const name = cells[i] ?? '';
    return isIdName(name) || marketName(name) === 'date' || (i === 0 && name === '');
  });
  const market = places.flatMap((i): WideColumns['market'][number][] => {
    const label = cells[i] ?? '';
    const name = marketName(label);
    return name === undefined || name === 'date' ? [] : [[i, name, label.includes('%')]];
  });
  const known = new Set([...ids, ...market.map(([i]) => i)]);
  const prices = places.filter((i) => !known.has(i));
  if (prices.length !== size) return undefined;
  return {
    hasHeader: true,
    width: cells.length,
    endsInDelimiter: false,
    ids,
    market,
    prices,
  };
}

function isHeaderLine(cells: readonly string[], size: number): boolean {
  const values = cells.filter(isPriceOrNone).length;
  return 2 * values < cells.length || isCounted(cells.slice(-size));
}

/** The columns of a file without a header, told by a line of it. */
function lineColumns(cells: readonly string[], size: number): WideColumns | undefined {
  const width = cells.length;
  if (isHeaderLine(cells, size) || Math.abs(width - size) > NEARLY * size || size === 1) {
    return undefined;
  }
  const hasId = width === size + 1 || !isPriceOrNone(cells[0]);
  const first = hasId ? 1 : 0;
  return {
    hasHeader: false,
    width: first + size,
    endsInDelimiter: false,
    ids: hasId ? [0] : [],
    market: [],
    prices: Array.from({ length: size }, (_, i) => first + i),
  };
}

/** Whether cells, with an empty one after them, are a whole line without it: an id may be a number. */
function isWhole(cells: readonly string[], size: number): boolean {
  if (cells.length === size + 1) return true;
  const [first = '', second = ''] = cells;
  const isCount = (cell: string) => /^\d+$/.test(cell);
  return cells.length === size && isNumber(first) && (!isCount(first) || isCount(second));
}

function isPriceOrNone(cell: string | undefined): boolean {
  return isNumber(cell ?? '') || isUnquoted(cell);
}

/** Whether these are names that only count, from 0 or from 1. */
function isCounted(cells: readonly string[]): boolean {
  return [0, 1].some((from) => cells.every((cell, i) => cell === String(i + from)));
}

function widthProblem(width: number, { width: wanted, ids, market, prices }: WideColumns): string {
  const besides = [...ids.map(() => 'the id'), ...market.map(([, name]) => `the ${name}`)];
  const parts = [...besides, count(wanted - besides.length, 'price')].join(', ');
  return `The line has ${count(width, 'cell')}, and ${wanted} are needed: ${parts}. Add what is missing, or remove what does not belong.${prices.length > 0 && width > wanted ? ' Numbers with the delimiter in them need quotation marks.' : ''}`;
}

function readPrices(cells: readonly string[], columns: readonly number[], mark: DecimalMark) {
  const prices: Array<number | undefined> = [];
  const problems: { message: string }[] = [];
  for (const column of columns) {
    const text = cells[column] ?? '';
    const value = parseNumber(text, mark);
    if (value !== undefined && value >= 0 && value < Number.POSITIVE_INFINITY) prices.push(value);
    else if (value === undefined && isUnquoted(text) && !isNaNText(text)) prices.push(undefined);
    else {
      const trouble = isNaNText(text)
        ? `${excerpt(text)} is not a number. Leave the cell empty where nothing is quoted.`
        : priceTrouble(text, mark);
      problems.push({ message: `Column ${column + 1}: ${trouble}` });
    }
  }
  return { prices, problems };
}

function lineMarket(
  cells: readonly string[],
  { market }: WideColumns,
  mark: DecimalMark,
  { spot, rate, dividendYield }: ReadBatchOptions,
) {
  if (market.length === 0) return { spot, rate, dividendYield, problems: [] };
  const told: MarketTexts = new Map(
    market.flatMap(([i, name, percent]) => {
      const text = cells[i] ?? '';
      const place = `Column ${i + 1}`;
      return text === '' ? [] : [[name, [{ text, percent, place }]] as const];
    }),
  );
  return { spot, rate, dividendYield, ...readMarket(told, mark) };
}
