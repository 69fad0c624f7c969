import { cellPlace, quotedCells } from '../../calibration/quotes/surface.ts';
import type { CellVolatility, Fit } from '../../calibration/report/fit.ts';
import type { DecimalMark } from '../format/decimal-mark.ts';
import { csvText, type SheetCell } from './csv.ts';

/** One quote with what the model makes of it; prices in the spot's currency, volatilities per √year. */
export interface QuoteFit {
  readonly strike: number;
  readonly maturity: number;
  readonly option_type: 'call' | 'put';
  /** ln(K/F). */
  readonly log_moneyness: number;
  readonly bid?: number;
  readonly ask?: number;
  readonly market_price: number | null;
  readonly model_price: number | null;
  /** Model − market, as all residuals. */
  readonly price_residual: number | null;
  /** Null where no volatility means anything, as deep in the money. */
  readonly market_volatility: number | null;
  readonly model_volatility: number | null;
  readonly volatility_residual_bp: number | null;
}

/** Every quote beside the model's, in the order of the surface's cells. */
export function quoteFits(fit: Fit): QuoteFit[] {
  const { surface } = fit;
  return quotedCells(surface).map((cell) => {
    const { strike, maturity, type, logMoneyness } = cellPlace(surface, cell);
    return {
      strike,
      maturity,
      option_type: type,
      log_moneyness: logMoneyness,
      ...surface.spreads?.[cell],
      market_price: surface.prices[cell] ?? null,
      model_price: fit.modelPrices[cell] ?? null,
      price_residual: fit.priceResiduals[cell] ?? null,
      market_volatility: known(fit.marketVolatilities[cell]),
      model_volatility: known(fit.modelVolatilities[cell]),
      volatility_residual_bp: fit.volatilityResiduals[cell] ?? null,
    };
  });
}

function known(found: CellVolatility | undefined): number | null {
  return found?.ok ? found.volatility : null;
}

/**
 * {@link quoteFits} as a sheet, a row a quote, under a line that names model and surface.
 * @param title of the surface, as the analyst's file or the screen names it: any text
 */
export function quoteFitsCsv(fit: Fit, title: string, mark: DecimalMark): string {
  const hasSpreads = fit.surface.spreads !== undefined;
  const columns = [
    'strike',
    'maturity',
    'option_type',
    'log_moneyness',
    ...(hasSpreads ? (['bid', 'ask'] as const) : []),
    'market_price',
    'model_price',
    'price_residual',
    'market_volatility',
    'model_volatility',
    'volatility_residual_bp',
  ] as const;
  const parameters = fit.model.parameters.flatMap(({ key }, i): SheetCell[] => [
    key,
    fit.parameters[i],
  ]);
  return csvText(
    [
      ['surface', title],
      ['model', fit.model.title, ...parameters],
      [],
      columns,
      ...quoteFits(fit).map((quote) => columns.map((column) => quote[column] ?? undefined)),
    ],
    mark,
  );
}
