import type { OptionLayout, OptionSlice } from '../../levy/option-layout.ts';
import { cellPlace, forwardPrice, quotedCells, type Surface } from './surface.ts';

/**
 * The quotes of a surface as the mathematics takes them, one entry each: undiscounted and over the
 * forward, where calls and puts differ by a number that no model changes.
 */
export interface QuoteTable {
  readonly count: number;
  /** Cell of the surface. */
  readonly cells: readonly number[];
  /** k = ln(K/F). */
  readonly logMoneyness: Float64Array;
  /** Years. */
  readonly maturity: Float64Array;
  /** Price of the out-of-the-money option of the quote's strike; rounding may leave it under 0. */
  readonly timeValue: Float64Array;
  /** What the quoted option is worth beyond that: 0 out of the money. */
  readonly intrinsic: Float64Array;
  /** Half of ask − bid; NaN where the quote has one price. */
  readonly halfSpread: Float64Array;
  /** Present value of the forward: turns these numbers into currency. */
  readonly scale: Float64Array;
  /** Where the pricer finds the quotes; its cells count them from 0. */
  readonly layout: OptionLayout;
}

/** The quotes of `surface`, cell by cell. */
export function quoteTable(surface: Surface): QuoteTable {
  const cells = quotedCells(surface);
  const column = () => new Float64Array(cells.length);
  const table = {
    count: cells.length,
    cells,
    logMoneyness: column(),
    maturity: column(),
    timeValue: column(),
    intrinsic: column(),
    halfSpread: column(),
    scale: column(),
    layout: quoteLayout(surface, cells),
  };
  for (const [i, cell] of cells.entries()) {
    const { logMoneyness, maturity, scale, type } = cellPlace(surface, cell);
    // 1 − K/F for a call, K/F − 1 for a put, where that is more than nothing.
    const gain = type === 'call' ? -Math.expm1(logMoneyness) : Math.expm1(logMoneyness);
    const intrinsic = Math.max(gain, 0);
    const sides = surface.spreads?.[cell];
    table.logMoneyness[i] = logMoneyness;
    table.maturity[i] = maturity;
    table.scale[i] = scale;
    table.intrinsic[i] = intrinsic;
    table.timeValue[i] = (surface.prices[cell] ?? Number.NaN) / scale - intrinsic;
    table.halfSpread[i] = sides ? (sides.ask - sides.bid) / (2 * scale) : Number.NaN;
  }
  return table;
}

/** Time values over the forward from the pricer's undiscounted calls over the forward. */
export function toTimeValues(calls: Float64Array, table: QuoteTable, out: Float64Array): void {
  for (let i = 0; i < table.count; i++) {
    const k = table.logMoneyness[i] as number;
    const call = calls[i] as number;
    out[i] = k >= 0 ? call : call + Math.expm1(k);
  }
}

function quoteLayout(surface: Surface, cells: readonly number[]): OptionLayout {
  const { strikes, maturities, spot } = surface;
  const width = maturities.length;
  const logStrikes: number[] = [];
  const members = maturities.map(() => ({ strikes: [] as number[], cells: [] as number[] }));
  // Cells come strike by strike, so a new strike is always the last one.
  let row = -1;
  for (const [i, cell] of cells.entries()) {
    const next = Math.floor(cell / width);
    if (next !== row) logStrikes.push(Math.log((strikes[next] ?? Number.NaN) / spot));
    row = next;
    const slice = members[cell % width];
    slice?.strikes.push(logStrikes.length - 1);
    slice?.cells.push(i);
  }
  const slices = members.map((member, t): OptionSlice => {
    return {
      maturity: maturities[t] ?? Number.NaN,
      logForward: Math.log(forwardPrice(surface, t) / spot),
      strikes: Int32Array.from(member.strikes),
      cells: Int32Array.from(member.cells),
    };
  });
  return {
    logStrikes: Float64Array.from(logStrikes),
    slices: slices.filter((slice) => slice.cells.length > 0),
  };
}
