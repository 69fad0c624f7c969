import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell } from './screen-page.ts';

const picture = (page: Page) => page.getByRole('application', { name: /^Sheet of the model/ });

async function openSurface(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Surface' }).click();
  const sheet = picture(page);
  await expect(sheet).toHaveAttribute('data-state', 'ready');
  await expect(sheet.getByText('Strike', { exact: true })).toBeAttached();
  return sheet;
}

/** Distinct colours of the canvas, and a sum that tells two pictures apart. */
function pixels(sheet: Locator) {
  return sheet.locator('canvas').evaluate(async (canvas: HTMLCanvasElement) => {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    const colours = new Set<number>();
    let drawn = 0;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3]! === 0) continue;
      drawn++;
      colours.add((data[i]! >> 3) * 1024 + (data[i + 1]! >> 3) * 32 + (data[i + 2]! >> 3));
      sum = (31 * sum + i + data[i]! + data[i + 1]! + data[i + 2]!) % 2 ** 31;
    }
    return { colours: colours.size, drawn: drawn / (data.length / 4), sum };
  });
}

test.describe('the surface in three dimensions', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./');
    await calibrated(page);
  });

  test('is drawn, turned by keys and mouse, zoomed, and comes back with Home', async ({ page }) => {
    const sheet = await openSurface(page);
    const first = await pixels(sheet);
    expect(first.colours).toBeGreaterThan(50);
    expect(first.drawn).toBeGreaterThan(0.1);
    await sheet.focus();
    for (const key of ['ArrowLeft', 'ArrowUp', '+']) {
      const before = await pixels(sheet);
      await page.keyboard.press(key);
      expect((await pixels(sheet)).sum, key).not.toBe(before.sum);
    }
    await page.keyboard.press('Home');
    expect((await pixels(sheet)).sum).toBe(first.sum);
    const box = (await sheet.boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 150);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 190, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(box.x + 5, box.y + box.height - 5);
    expect((await pixels(sheet)).sum).not.toBe(first.sum);
    await page.mouse.wheel(0, -300);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    expect((await pixels(sheet)).sum).toBe(first.sum);
    // Which maturity is chosen is a line on the sheet.
    await page.getByRole('radio', { name: '1.16' }).check({ force: true });
    await expect.poll(async () => (await pixels(sheet)).sum).not.toBe(first.sum);
  });

  test('shares the crosshair with the grid, and a click chooses a maturity', async ({ page }) => {
    const sheet = await openSurface(page);
    await sheet.focus();
    await page.keyboard.press('Shift+ArrowRight');
    const values = sheet.getByRole('status', { name: 'Values at the crosshair' });
    await expect(values).toContainText('101.05 × 0.52');
    await expect(values).toContainText(/market 18\.48/);
    await page.keyboard.press('Shift+ArrowUp');
    await expect(values).toContainText('101.05 × 0.73');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: '0.73' })).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(values).toBeEmpty();
    await cell(page, 0, 9).hover();
    await expect(values).toContainText('80.00 × 2.00');
    await page.getByRole('button', { name: 'Smiles', exact: true }).click();
    const box = (await sheet.boundingBox())!;
    await sheet.click({ position: { x: box.width - 8, y: box.height - 60 } });
    await expect(page.getByRole('radio', { name: '0.73' })).not.toBeChecked();
  });

  test('has its numbers as a table, in volatility and in price', async ({ page }) => {
    await openSurface(page);
    await page.getByRole('button', { name: 'Data' }).click();
    const market = page.getByRole('table', { name: 'Market volatility, %' });
    await expect(market.getByRole('row')).toHaveCount(21);
    await expect(market.getByRole('row', { name: /^80\.00/ })).toContainText('35.83');
    await page
      .getByRole('region', { name: 'Plots' })
      .getByRole('radio', { name: 'Price' })
      .check({ force: true });
    const model = page.getByRole('table', { name: 'Model call price' });
    await expect(model.getByRole('row', { name: /^80\.00/ })).toContainText('20.4817');
    await expectNoViolations(page);
  });

  test('breaks no rule of accessibility, light and dark, wide and narrow', async ({ page }) => {
    await openSurface(page);
    await expectNoViolations(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoViolations(page);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  });

  test('gives the graphics card everything back, and draws again after a lost context', async ({
    page,
  }) => {
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    for (let i = 0; i < 20; i++) {
      await openSurface(page);
      await page.getByRole('tab', { name: 'History' }).click();
      await expect(picture(page)).toHaveCount(0);
    }
    const sheet = await openSurface(page);
    expect((await pixels(sheet)).colours).toBeGreaterThan(50);
    expect(messages.filter((text) => /too many active webgl/i.test(text))).toEqual([]);
    await sheet.locator('canvas').evaluate(async (canvas: HTMLCanvasElement) => {
      const loss = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      loss.loseContext();
      await new Promise((done) => setTimeout(done, 200));
      (globalThis as unknown as { loss: typeof loss }).loss = loss;
    });
    await expect(sheet).toContainText('The graphics card dropped the picture');
    await page.evaluate(() =>
      (globalThis as unknown as { loss: { restoreContext: () => void } }).loss.restoreContext(),
    );
    await expect(sheet).toHaveAttribute('data-state', 'ready');
    await expect.poll(async () => (await pixels(sheet)).colours).toBeGreaterThan(50);
  });
});

test('without WebGL it says so, and the table stays', async ({ page }) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      ...args: unknown[]
    ) {
      return String(args[0]).startsWith('webgl') ? null : Reflect.apply(original, this, args);
    } as typeof original;
  });
  await page.goto('./');
  await calibrated(page);
  await page.getByRole('tab', { name: 'Surface' }).click();
  await expect(page.getByText(/draws no 3-D graphics/)).toBeVisible();
  await page.getByRole('button', { name: 'Data' }).click();
  await expect(page.getByRole('table', { name: 'Market volatility, %' })).toBeVisible();
});
