import { blackPrice } from '../src/levy/black.ts';
import { contractGrid } from '../src/levy/contract-grid.ts';

/**
 * The contract's grid as text to paste, of Black–Scholes prices with a volatility that falls
 * linearly in forward log-moneyness and never fades with maturity, as that of no Lévy model does.
 */
export function steepSkewText(level: number, slope: number): string {
  const { strikes, maturities, spot, rate } = contractGrid;
  const rows = strikes.map((strike) => {
    const prices = maturities.map((maturity) => {
      const forward = spot * Math.exp(rate * maturity);
      const k = Math.log(strike / forward);
      const deviation = (level - slope * k) * Math.sqrt(maturity);
      const price = Math.exp(-rate * maturity) * forward * blackPrice(k, deviation, 'call');
      return price.toFixed(6);
    });
    return [strike, ...prices].join('\t');
  });
  return [['K\\T', ...maturities].join('\t'), ...rows].join('\n');
}
