import { expect, test } from 'vitest';
import { erfcx, millsRatio, normalCdf } from './normal.ts';

/** x, exp(x²)·erfc(x), with 50 digits in mpmath. */
const scaledComplements = [
  [-26, 7.657724931490568e293],
  [-3, 16205.988853999586],
  [-0.5, 1.952360489182557],
  [-0.46, 1.8345196657735243],
  [-0.001, 1.0011293799198486],
  [0, 1],
  [1e-9, 0.9999999988716208],
  [0.3, 0.7345993345676551],
  [0.47, 0.6314005166600343],
  [1, 0.427583576155807],
  [2.5, 0.2108063640611436],
  [3.99, 0.1373240409142297],
  [4.01, 0.13667636742994915],
  [12, 0.04685422101489376],
  [300, 0.0018806214973780646],
  [1e10, 5.641895835477563e-11],
] as const;

test.each(scaledComplements)('erfcx(%d)', (x, exact) => {
  expect(Math.abs(erfcx(x) / exact - 1)).toBeLessThan(1e-15);
});

/** x, Φ(x), alike. */
const probabilities = [
  [-37.5, 4.605353009581955e-308],
  [-20, 2.7536241186062337e-89],
  [-8.25, 7.919726314642477e-17],
  [-3, 0.0013498980316300946],
  [-0.66, 0.25462691467133614],
  [-0.5, 0.3085375387259869],
  [-1e-10, 0.49999999996010575],
  [0, 0.5],
  [0.25, 0.5987063256829237],
  [0.7, 0.758036347776927],
  [2, 0.9772498680518208],
  [6, 0.9999999990134123],
] as const;

test.each(probabilities)('Φ(%d)', (x, exact) => {
  // Rounding of x² in exp(−x²/2).
  const rounding = 1 + x * x;
  expect(Math.abs(normalCdf(x) / exact - 1)).toBeLessThan(1e-15 * rounding);
});

test('the Mills ratio is Φ over its density', () => {
  for (const x of [-30, -5, -0.5, 0, 1, 4]) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    expect(Math.abs((millsRatio(x) * density) / normalCdf(x) - 1)).toBeLessThan(1e-13);
  }
});
