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
  readonly ids: readonly number[];
  readonly market: ReadonlyArray<
    readonly [column: number, name: 'spot' | 'rate' | 'dividend yield']
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
  const columns = wideColumns(cellsOf(first, delimiter), size);
  if (!columns) return undefined;
  let mark: DecimalMark | undefined;
  let isHeader = columns.hasHeader;
  return {
    take(text, line) {
      if (isHeader) {
        isHeader = false;
        return [];
      }
      const cells = cellsOf(text, delimiter);
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
  const places = [...cells.keys()];
  const width = cells.length;
  // What has no name in a header tells the lines apart, as the index of a data frame.
  const isId = (i: number) => {
    const name = cells[i] ?? '';
    return isIdName(name) || marketName(name) === 'date' || (i === 0 && name === '');
  };
  const values = cells.filter((cell) => isNumber(cell) || isUnquoted(cell)).length;
  if (2 * values < width || isCounted(cells.slice(-size))) {
    const market = places.flatMap((i): WideColumns['market'][number][] => {
      const name = marketName(cells[i] ?? '');
      return name === undefined || name === 'date' ? [] : [[i, name]];
    });
    const ids = places.filter(isId);
    const known = new Set([...ids, ...market.map(([i]) => i)]);
    const prices = places.filter((i) => !known.has(i));
    return prices.length === size ? { hasHeader: true, width, ids, market, prices } : undefined;
  }
  if (Math.abs(width - size) > NEARLY * size || size === 1) return undefined;
  const hasId = width === size + 1 || (width !== size && !isNumber(cells[0] ?? ''));
  return {
    hasHeader: false,
    width: size + (hasId ? 1 : 0),
    ids: hasId ? [0] : [],
    market: [],
    prices: hasId ? places.slice(1) : places,
  };
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
    market.flatMap(([i, name]) => {
      const text = cells[i] ?? '';
      const place = `Column ${i + 1}`;
      return text === '' ? [] : [[name, [{ text, percent: false, place }]] as const];
    }),
  );
  return { spot, rate, dividendYield, ...readMarket(told, mark) };
}
