import { quotedCells, type Surface } from '../../calibration/quotes/surface.ts';

/**
 * The surface as tab-separated text for a spreadsheet, every digit that a double has: a grid of
 * calls with maturities in the first row and strikes in the first column, or a list of quotes where
 * there are puts or bids and asks. `importSurface` reads the same numbers back.
 */
export function surfaceToText(surface: Surface): string {
  const isList = surface.spreads !== undefined || surface.puts?.includes(true);
  const rows = isList ? listRows(surface) : gridRows(surface);
  return `${rows.map((row) => row.join('\t')).join('\n')}\n`;
}

type Row = ReadonlyArray<string | number | undefined>;

function gridRows({ strikes, maturities, prices }: Surface): Row[] {
  const width = maturities.length;
  return [
    ['strike\\maturity', ...maturities],
    ...strikes.map((strike, i) => [strike, ...prices.slice(i * width, (i + 1) * width)]),
  ];
}

/** Maturity by maturity; a price stands only where no bid and ask tell it. */
function listRows(surface: Surface): Row[] {
  const { strikes, maturities, prices, puts, spreads } = surface;
  const width = maturities.length;
  const cells = quotedCells(surface).toSorted((a, b) => (a % width) - (b % width));
  const hasSpreads = spreads !== undefined;
  const hasPrices = cells.some((cell) => spreads?.[cell] === undefined);
  const columns = [...(hasSpreads ? ['bid', 'ask'] : []), ...(hasPrices ? ['price'] : [])];
  return [
    ['maturity_years', 'strike', 'type', ...columns],
    ...cells.map((cell) => {
      const sides = spreads?.[cell];
      return [
        maturities[cell % width],
        strikes[Math.floor(cell / width)],
        puts?.[cell] ? 'P' : 'C',
        ...(hasSpreads ? [sides?.bid, sides?.ask] : []),
        ...(hasPrices ? [sides ? undefined : prices[cell]] : []),
      ];
    }),
  ];
}
