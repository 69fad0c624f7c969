import { expect, type Page } from '@playwright/test';
import type { ScenarioName } from '../src/api/scenario.ts';
import { cell, command } from './screen-page.ts';

/** The parts of the screen that tell of trouble. */

export const engine = (page: Page) => page.getByRole('status', { name: 'Engine' });
export const strip = (page: Page) => page.getByRole('complementary', { name: 'Scenario' });
const panel = (page: Page) => page.getByRole('region', { name: 'Fitted parameters' });
/** What is said of a calibration that gave nothing. */
export const report = (page: Page) => panel(page).getByRole('alert');
export const tryAgain = (page: Page) => panel(page).getByRole('button', { name: /^Try again/ });

async function openSettings(page: Page) {
  await command(page, 'settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** A key pressed before they are gone would be theirs. */
export async function closeSettings(page: Page) {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toHaveCount(0);
}

/** Plays a scenario by the settings, `none` for none; `numbers` by their labels. */
export async function play(
  page: Page,
  name: ScenarioName | 'none',
  numbers: Readonly<Record<string, number>> = {},
) {
  const dialog = await openSettings(page);
  await dialog.getByRole('combobox', { name: 'Scenario' }).selectOption(name);
  for (const [label, value] of Object.entries(numbers)) {
    await dialog.getByRole('spinbutton', { name: label }).fill(String(value));
  }
  await closeSettings(page);
}

/** Asks for a server by the settings, and leaves them open. */
export async function askFor(page: Page, url: string, token = '') {
  const dialog = await openSettings(page);
  const form = dialog.getByRole('form', { name: 'Server' });
  await form.getByLabel('Server', { exact: true }).fill(url);
  await form.getByLabel('Token').fill(token);
  await form.getByRole('button', { name: 'Use this server' }).click();
  return form;
}

/** Goes over to a server, and closes the settings. */
export async function connect(page: Page, url: string, token?: string) {
  const form = await askFor(page, url, token);
  await expect(form.getByRole('status')).toHaveText('It answers as the contract says.');
  await closeSettings(page);
  await expect(engine(page)).toContainText('Server');
  await expect(engine(page)).toContainText(new URL(url).host);
}

/** Types a price into the first cell. */
export async function edit(page: Page, price: string) {
  await cell(page, 0, 0).focus();
  await page.keyboard.type(price);
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', price);
}

/** Asks until the limit is reached: three at once are taken. */
export async function exceedLimit(page: Page) {
  await expect(async () => {
    await page.getByRole('button', { name: 'Calibrate', exact: true }).click();
    await expect(report(page)).toBeVisible({ timeout: 400 });
  }).toPass();
}
