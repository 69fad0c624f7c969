import { forwardPrice, quotedCells, type Surface } from '../../calibration/quotes/surface.ts';
import { type DecimalMark, decimalMark } from '../format/decimal-mark.ts';
import { csvText, type SheetCell, sheetText } from './csv.ts';

/**
 * The surface as tab-separated text for a spreadsheet, every digit that a double has, in the
 * analyst's decimal mark: a grid of calls with maturities in the first row and strikes in the first
 * column, or a list of quotes where there are puts or bids and asks. `importSurface` reads the same
 * numbers back.
 */
export function surfaceToText(surface: Surface, mark: DecimalMark = decimalMark()): string {
  const isList = surface.spreads !== undefined || surface.puts?.includes(true);
  return sheetText(isList ? listRows(surface) : gridRows(surface), mark);
}

/** The largest grid that is read back as one; beyond, a list of quotes says the same. */
const MOST = { strikes: 300, maturities: 60 };

/**
 * The surface as a file: the rows of {@link surfaceToText} in the analyst's own numbers, under lines
 * that tell spot, rate and dividend yield, so that reading it gives the same surface bit for bit. A
 * list of quotes also tells the forwards, where they are the quotes' own.
 */
export function surfaceToCsv(surface: Surface, mark: DecimalMark): string {
  const { spot, rate, dividendYield, strikes, maturities, puts, spreads, forwards } = surface;
  const isGrid =
    !spreads &&
    !forwards &&
    !puts?.includes(true) &&
    strikes.length <= MOST.strikes &&
    maturities.length <= MOST.maturities;
  const market = [['spot', spot], ['rate', rate], ['dividend yield', dividendYield], []] as const;
  return csvText([...market, ...(isGrid ? gridRows(surface) : listRows(surface))], mark);
}

type Row = readonly SheetCell[];

function gridRows({ strikes, maturities, prices }: Surface): Row[] {
  const width = maturities.length;
  return [
    ['strike\\maturity', ...maturities],
    ...strikes.map((strike, i) => [strike, ...prices.slice(i * width, (i + 1) * width)]),
  ];
}

/** Maturity by maturity; a price stands only where no bid and ask tell it. */
function listRows(surface: Surface): Row[] {
  const { strikes, maturities, prices, puts, spreads, forwards } = surface;
  const width = maturities.length;
  const cells = quotedCells(surface).toSorted((a, b) => (a % width) - (b % width));
  const hasSpreads = spreads !== undefined;
  const hasPrices = cells.some((cell) => spreads?.[cell] === undefined);
  const columns = [...(hasSpreads ? ['bid', 'ask'] : []), ...(hasPrices ? ['price'] : [])];
  return [
    ['maturity_years', 'strike', 'type', ...columns, ...(forwards ? ['forward'] : [])],
    ...cells.map((cell) => {
      const sides = spreads?.[cell];
      return [
        maturities[cell % width],
        strikes[Math.floor(cell / width)],
        puts?.[cell] ? 'P' : 'C',
        ...(hasSpreads ? [sides?.bid, sides?.ask] : []),
        ...(hasPrices ? [sides ? undefined : prices[cell]] : []),
        ...(forwards ? [forwardPrice(surface, cell % width)] : []),
      ];
    }),
  ];
}
