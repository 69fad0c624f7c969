import type { Surface } from '../../../calibration/quotes/surface.ts';
import type { Fit } from '../../../calibration/report/fit.ts';
import { type Scales, scalesOf, type Ticks, ticksOf } from './box.ts';
import { type Mark, quoteMarks } from './marks.ts';
import type { Quantity, Sheet } from './sheet.ts';

/** All that is drawn, in the analyst's units. */
export interface Picture {
  readonly surface: Surface;
  readonly sheet: Sheet;
  /** Of the sheet's samples, strike-major. */
  readonly values: Float64Array;
  readonly marks: readonly Mark[];
  readonly scales: Scales;
  readonly ticks: Ticks;
}

/** @throws RangeError where the model cannot be priced over the sheet. */
export function pictureOf(surface: Surface, sheet: Sheet, fit: Fit, quantity: Quantity): Picture {
  const values = sheet.values(fit.parameters, quantity);
  const marks = quoteMarks(surface, fit, quantity);
  const scales = scalesOf(sheet, values, marks, quantity === 'price' ? surface.spot / 100 : 1);
  return { surface, sheet, values, marks, scales, ticks: ticksOf(scales) };
}
