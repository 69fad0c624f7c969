import type { Surface } from '../../../calibration/quotes/surface.ts';
import { tickDecimals } from '../../components/chart/ticks.ts';
import { basisPoints, fixed, percent, signed } from '../../format/numbers.ts';
import { axisDecimals, distinctLabels, priceDecimals } from '../../format/quotes.ts';
import type { Ticks } from './box.ts';
import type { AxisTexts } from './labels.ts';
import type { Mark } from './marks.ts';
import type { Quantity } from './sheet.ts';
import type { SceneState } from './use-scene.ts';

/** How the axes are called and their ticks written. */
export function axisTexts(ticks: Ticks, quantity: Quantity): AxisTexts {
  const plain = (values: readonly number[]) => {
    const decimals = tickDecimals(values);
    return (value: number) => fixed(value, decimals);
  };
  return {
    strike: { title: 'Strike', text: plain(ticks.strike) },
    maturity: { title: 'Maturity, years', text: plain(ticks.maturity) },
    value: {
      title: quantity === 'price' ? 'Call price' : 'Implied volatility, %',
      text: plain(ticks.value),
    },
  };
}

/** A quote and the model at its place, in short lines. */
export function markLines(surface: Surface, mark: Mark, quantity: Quantity): string[] {
  const strike = distinctLabels(surface.strikes)[mark.strike] ?? '';
  const maturity = distinctLabels(surface.maturities)[mark.maturity] ?? '';
  const decimals = priceDecimals(surface.spot);
  const text = (value: number) =>
    quantity === 'price' ? fixed(value, decimals) : percent(value / 100);
  const lines = [`${strike} × ${maturity}`, `market ${text(mark.market)}`];
  if (mark.model === undefined) return lines;
  const difference = mark.model - mark.market;
  return [
    ...lines,
    `model ${text(mark.model)}`,
    `residual ${quantity === 'price' ? signed(difference, decimals) : basisPoints(100 * difference)}`,
  ];
}

/** What is said in place of the picture; undefined where it is there. */
export function troubleText(state: SceneState): string | undefined {
  switch (state) {
    case 'absent':
      return 'This browser draws no 3-D graphics (WebGL 2). “Data” shows the same numbers, and “Residuals” the whole surface.';
    case 'missing':
      return 'The 3-D view could not be loaded. Reload the page; “Data” shows the same numbers meanwhile.';
    case 'lost':
      return 'The graphics card dropped the picture. It comes back by itself; “Data” shows the same numbers meanwhile.';
    default:
      return undefined;
  }
}

/** What the picture shows and how it is moved, for those who do not see it. */
export function pictureLabel(surface: Surface, quantity: Quantity): string {
  const { strikes, maturities } = surface;
  const decimals = axisDecimals(strikes);
  const range = `${fixed(strikes[0] ?? 0, decimals)} to ${fixed(strikes.at(-1) ?? 0, decimals)}`;
  const what = quantity === 'price' ? 'call prices' : 'implied volatility';
  return `Sheet of the model’s ${what} over strikes ${range} and ${maturities.length} maturities, with the market’s quotes. Arrow keys turn it, plus and minus zoom, Home resets. Shift and arrow keys move the crosshair, Enter chooses its maturity.`;
}
