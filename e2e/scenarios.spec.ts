import type { Page } from '@playwright/test';
import { type ScenarioName, scenarioHeader } from '../src/api/scenario.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, parameters } from './screen-page.ts';
import { edit, engine, exceedLimit, play, report, strip, tryAgain } from './trouble-page.ts';

test.use({ expectedErrors: [/^Failed to load resource: .* status of (429|500|503) /] });

/** Each calibration that the page asks for: its status, and how it says which scenario is on. */
function calibrationsOf(page: Page) {
  const seen: Array<{ status: number; scenario: string | undefined }> = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('/calibrate')) return;
    const scenario = response.request().headers()[scenarioHeader.toLowerCase()];
    seen.push({ status: response.status(), scenario });
  });
  return seen;
}

interface Failure {
  readonly name: ScenarioName;
  readonly says: readonly RegExp[];
  readonly health: string;
}

const failures: readonly Failure[] = [
  {
    name: 'model-unavailable',
    says: [/Variance Gamma cannot be calibrated now/, /could not be read/, /fetched anew/],
    health: 'degraded',
  },
  {
    name: 'damaged-weights',
    says: [/Variance Gamma cannot be calibrated now/, /SHA-256/, /fetched anew/],
    health: 'degraded',
  },
  {
    name: 'error-500',
    says: [/The calibration failed/, /not of your numbers/, /The log has it as request [\w-]{36}/],
    health: 'healthy',
  },
];

for (const { name, says, health } of failures) {
  test(`${name}: said and explained, the surface and the last fit stay, and all is well when it ends`, async ({
    page,
  }) => {
    await test.step('by the address, before there is any fit', async () => {
      await page.goto(`./?backend=wasm&scenario=${name}`);
      await expect(report(page)).toBeVisible();
      await expect(page.locator('[data-parameter][data-value]')).toHaveCount(0);
      await expect(strip(page)).toContainText(`Scenario: ${name}`);
      await page.getByRole('button', { name: 'End the scenario' }).click();
      await calibrated(page);
      await expect(strip(page)).toHaveCount(0);
      await expect(report(page)).toHaveCount(0);
      await expect(engine(page)).toHaveAttribute('data-health', 'healthy');
    });

    await test.step('by the settings, over a fit', async () => {
      const before = await parameters(page);
      await play(page, name);
      for (const words of says) await expect(report(page)).toContainText(words);
      await expect(engine(page)).toHaveAttribute('data-health', health);
      if (health === 'degraded') await expect(engine(page)).toContainText('degraded');
      expect(await parameters(page)).toEqual(before);
      await expectNoViolations(page);
      await edit(page, '20.6');
      await expect(report(page)).toBeVisible();
      expect(await parameters(page)).toEqual(before);
      await tryAgain(page).click();
      await expect(page.getByRole('region', { name: 'Fitted parameters' })).toBeFocused();
      await expect(report(page)).toBeVisible();
      await page.getByRole('button', { name: 'End the scenario' }).click();
      await expect(page.getByRole('button', { name: 'Help and settings' })).toBeFocused();
      await calibrated(page);
      expect(await parameters(page)).not.toEqual(before);
      await expect(report(page)).toHaveCount(0);
      await expect(engine(page)).toHaveAttribute('data-health', 'healthy');
      await expect(engine(page)).not.toContainText('degraded');
    });
  });
}

test('degraded, by the keyboard alone: one model fails, the other works; a reload forgets it', async ({
  page,
}) => {
  await page.goto('./?backend=wasm');
  await calibrated(page);
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Command', exact: true })).toBeFocused();
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  const choice = page
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('combobox', { name: 'Scenario' });
  await expect(choice).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(choice).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.type('deg');
  await expect(choice).toHaveValue('degraded');
  await page.keyboard.press('Escape');
  await expect(engine(page)).toHaveAttribute('data-health', 'degraded');
  await expect(report(page)).toHaveCount(0);
  await expect(strip(page)).toContainText('Variance Gamma works');

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Command', exact: true })).toBeFocused();
  await page.keyboard.type('calibrate cgmy');
  await page.keyboard.press('Enter');
  await expect(report(page)).toContainText('CGMY cannot be calibrated now');
  await expect(report(page)).toContainText('fetched anew');
  await expectNoViolations(page);
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Command', exact: true })).toBeFocused();
  await page.keyboard.type('calibrate variance');
  await page.keyboard.press('Enter');
  await calibrated(page);
  await expect(report(page)).toHaveCount(0);
  await expect(engine(page)).toHaveAttribute('data-health', 'degraded');

  await page.reload();
  await calibrated(page);
  await expect(strip(page)).toHaveCount(0);
  await expect(engine(page)).toHaveAttribute('data-health', 'healthy');
});

test('slow: what is done and for how long, with a way to stop; the address brings it back', async ({
  page,
}) => {
  await page.goto('./?backend=wasm&scenario=slow&delay=60000');
  const seen = calibrationsOf(page);
  await expect(strip(page)).toContainText('slow, 60000 ms');
  await expect(page.getByText(/^Refining Variance Gamma… \d+\.\d s$/)).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('Cancelled. Press Calibrate to go on.')).toBeVisible();
  await play(page, 'slow', { 'Delay in ms': 400 });
  await calibrated(page);
  await expect(strip(page)).toContainText('slow, 400 ms');
  await expect.poll(() => seen.some(({ scenario }) => scenario === 'slow; delay=400')).toBe(true);
  // A newer request ends the one that waits.
  await play(page, 'slow', { 'Delay in ms': 60_000 });
  await expect(page.getByText(/^Refining Variance Gamma…/)).toBeVisible();
  await play(page, 'none');
  await calibrated(page);
  await expect(page.getByText(/^Refining Variance Gamma…/)).toHaveCount(0);
  await page.reload();
  await expect(strip(page)).toContainText('slow, 60000 ms');
});

test('flaky: the page tries once more by itself, and the same ones fail for a seed', async ({
  page,
}) => {
  await page.goto('./?backend=wasm');
  await calibrated(page);
  const outcomes = (seed: number) =>
    page.evaluate(
      async ([seed, header]) => {
        const statuses: number[] = [];
        const prices = Array.from({ length: 200 }, () => 10);
        for (let count = 0; count < 12; count++) {
          const headers = {
            'Content-Type': 'application/json',
            [header]: `flaky; seed=${seed}; count=${count}`,
          };
          const body = JSON.stringify({ option_prices: prices });
          statuses.push((await fetch('calibrate', { method: 'POST', headers, body })).status);
        }
        return statuses;
      },
      [seed, scenarioHeader] as const,
    );
  const five = await outcomes(5);
  expect(await outcomes(5)).toEqual(five);
  expect(await outcomes(2)).not.toEqual(five);
  expect(new Set(five)).toEqual(new Set([200, 503]));
  expect(five.slice(0, 2)).toEqual([503, 200]);

  const seen = calibrationsOf(page);
  await page.goto('./?backend=wasm&scenario=flaky&seed=5');
  await expect(strip(page)).toContainText('flaky, seed 5');
  await expect.poll(() => seen.length).toBeGreaterThan(1);
  await calibrated(page);
  expect(seen.slice(0, 2)).toEqual([
    { status: 503, scenario: 'flaky; seed=5; count=0' },
    { status: 200, scenario: 'flaky; seed=5; count=1' },
  ]);

  // Fails twice, then works.
  await play(page, 'flaky', { Seed: 2 });
  await expect(report(page)).toContainText('The service is busy.');
  await expect(report(page)).toContainText('It was asked twice.');
  await expectNoViolations(page);
  await tryAgain(page).click();
  await calibrated(page);
  await expect(report(page)).toHaveCount(0);
});

test('rate-limited: says when the next is taken, takes it then, and the screen stays', async ({
  page,
}) => {
  await page.goto('./?backend=wasm');
  await calibrated(page);
  const before = await parameters(page);
  await play(page, 'rate-limited');
  const refused = page.waitForResponse((response) => response.status() === 429);
  await exceedLimit(page);
  expect((await refused).headers()['retry-after']).toMatch(/^[123]$/);
  await expect(report(page)).toContainText('Too many requests.');
  await expect(report(page)).toContainText('Wait a little');
  await expect(tryAgain(page)).toHaveText(/^Try again in [123] s$/);
  expect(await parameters(page)).toEqual(before);
  await expectNoViolations(page);
  await expect(tryAgain(page)).toHaveText('Try again');
  await tryAgain(page).click();
  await calibrated(page);
  await expect(report(page)).toHaveCount(0);
  await expect(strip(page)).toContainText('rate-limited');
});

test('a scenario that does not exist is said not to, and nothing fails', async ({ page }) => {
  await page.goto('./?backend=wasm&scenario=earthquake');
  await expect(strip(page)).toContainText('There is no scenario “earthquake”');
  await calibrated(page);
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(strip(page)).toHaveCount(0);
});
