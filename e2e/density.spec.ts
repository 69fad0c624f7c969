import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  await page.getByRole('tab', { name: 'Density' }).click();
});

test('the density by maturity, in log-return and in spot', async ({ page }) => {
  const shapes = page.getByRole('table', { name: /a year at every maturity/ });
  await expect(shapes.getByRole('row')).toHaveCount(11);
  // σ = 0.18, ν = 0.35, θ = −0.15 at T = 0.5205: √(c₂T), c₃/(c₂^1.5·√T) and c₄/(c₂²·T).
  const chosen = shapes.getByRole('row', { name: /^0\.52/ });
  await expect(chosen).toContainText('14.50 %');
  await expect(chosen).toContainText('−1.02');
  await expect(chosen).toContainText('+2.72');
  const chart = page.getByRole('application', { name: /^Density of the spot in 0\.52 years/ });
  await expect(chart).toBeVisible();
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  const values = chart.getByRole('status');
  await expect(values).toContainText('Variance Gamma');
  await expect(values).toContainText('Normal, same variance');
  await page.getByRole('radio', { name: 'Spot' }).check({ force: true });
  await expect(page.getByText('Probability per 1 of spot')).toBeVisible();
  await shapes.getByRole('button', { name: '2.00' }).click();
  await expect(page.getByRole('radio', { name: '2.00' })).toBeChecked();
  await expect(
    page.getByRole('application', { name: /^Density of the spot in 2\.00 years/ }),
  ).toBeVisible();
});

test('a peak that has no upper bound is said to be higher than drawn', async ({ page }) => {
  const note = page.getByText(/is sharper than it is drawn/);
  await expect(note).toHaveCount(0);
  // T = 0.1 is under ν/2 = 0.175.
  await page.getByRole('button', { name: '0.10', exact: true }).click();
  await expect(note).toBeVisible();
});

test('the numbers are at hand as a table, and no rule of accessibility is broken', async ({
  page,
}) => {
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Data' }).click();
  const table = page.getByRole('table', { name: /^Density at 0\.52 years/ });
  await expect(table.getByRole('row')).toHaveCount(202);
  const total = await table.getByRole('row').last().getByRole('cell').last().textContent();
  expect(Number.parseFloat(total ?? '')).toBeGreaterThan(99.85);
  await expectNoViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolations(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
});
