import type { Surface } from '../../calibration/quotes/surface.ts';
import type { Fit } from '../../calibration/report/fit.ts';

/** What the plots give to a view of another feature that stands among them. */
export interface PlotGuestProps {
  readonly surface: Surface;
  /** Of this surface; undefined before the first one. */
  readonly fit: Fit | undefined;
  /** Index of the chosen maturity. */
  readonly maturity: number;
  readonly onMaturity: (maturity: number) => void;
  readonly quantity: 'volatility' | 'price';
  /** The cell under the crosshair, here, in the price grid or in another plot. */
  readonly cell: { readonly strike: number; readonly maturity: number } | undefined;
  readonly onCell: (
    cell: { readonly strike: number; readonly maturity: number } | undefined,
  ) => void;
  /** Shows the numbers as a table in place of the plot. */
  readonly showData: boolean;
}
