import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';

/** An index with a downward skew, in the order of the model's parameters. */
const PARAMETERS = [0.18, 0.35, -0.15];
const DECIMALS = 4;

/** Whole requests of `POST /calibrate`, for the OpenAPI document. */
export function requestExamples() {
  return {
    grid: {
      summary: 'The grid: 20 strikes × 10 maturities, strike by strike',
      value: {
        option_prices: gridPrices(),
        model_name: varianceGamma.name,
        spot_price: contractGrid.spot,
        risk_free_rate: contractGrid.rate,
      },
    },
    refine: {
      summary: 'Quotes, refined',
      value: {
        refine: true,
        model_name: varianceGamma.name,
        quotes: [90, 95, 100, 105, 110].map((strike, i) => ({
          strike,
          maturity: 0.5,
          option_type: 'call',
          price: [13.6, 10.1, 7.1, 4.7, 2.9][i],
        })),
      },
    },
  };
}

/** As a market would quote them; the document is asked for seldom, and this takes a millisecond. */
function gridPrices(): number[] {
  const { strikes, maturities } = contractGrid;
  const out = new Float64Array(strikes.length * maturities.length);
  surfacePricer(varianceGamma, contractGrid).prices(PARAMETERS, 'call', out);
  return Array.from(out, (price) => Number(price.toFixed(DECIMALS)));
}
