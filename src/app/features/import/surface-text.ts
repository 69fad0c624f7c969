import type { Surface } from '../../../calibration/surface.ts';

/**
 * The surface as tab-separated text for a spreadsheet: maturities in the first row, strikes in the
 * first column, every digit that a double has. {@link importSurface} reads the same numbers back.
 */
export function surfaceToText({ strikes, maturities, prices }: Surface): string {
  const header = ['strike\\maturity', ...maturities].join('\t');
  const rows = strikes.map((strike, i) =>
    [strike, ...prices.slice(i * maturities.length, (i + 1) * maturities.length)].join('\t'),
  );
  return `${[header, ...rows].join('\n')}\n`;
}
