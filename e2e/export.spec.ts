import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { clipboardPermissions, clipboardText, clipboardTypes } from './clipboard.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, paste, read } from './screen-page.ts';

test.use({ permissions: clipboardPermissions });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

/** Name and bytes of the file that the browser saves when `act` is done. */
async function downloaded(page: Page, act: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const values = (page: Page) =>
  page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((each) => (each as HTMLElement).dataset.value));

const parameters = (page: Page) =>
  page
    .locator('[data-parameter]')
    .evaluateAll((each) => each.map((one) => (one as HTMLElement).dataset.value));

async function openExport(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Export' }).click();
  return page.getByRole('dialog', { name: 'Export' });
}

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
};

test('quotes, request, residuals and report are saved, and read back as they were', async ({
  page,
}) => {
  await paste(page, read('vg-index-4dp.tsv'));
  await expect(page.getByText('Pasted table').first()).toBeVisible();
  await calibrated(page);
  const prices = await values(page);
  const fitted = await parameters(page);
  const dialog = await openExport(page);
  await expectNoViolations(page);
  const save = (name: string) =>
    downloaded(page, () => dialog.getByRole('button', { name: `Download ${name}` }).click());

  const csv = await save('quotes as CSV');
  expect(csv.name).toBe(`levy-pasted-table-${today()}.csv`);
  expect(csv.bytes.toString()).toMatch(/^spot,100\r\nrate,0\.05\r\ndividend yield,0\r\n/);
  await expect(dialog.getByText(`Saved ${csv.name}`)).toBeVisible();

  const request = await save('request as JSON');
  const body = JSON.parse(request.bytes.toString());
  expect(body).toMatchObject({ model_name: 'VarianceGamma', refine: true, objective: 'vega' });
  expect(body.option_prices.map(String)).toEqual(prices);

  const residuals = await save('quotes and model as CSV');
  expect(residuals.bytes.toString().trim().split('\r\n')).toHaveLength(204);

  const report = await save('full report as JSON');
  expect(report.name).toBe(`levy-variance-gamma-pasted-table-report-${today()}.json`);
  const { report: said, calibrations } = JSON.parse(report.bytes.toString());
  expect(calibrations).toHaveLength(1);
  expect(String(said.parameters.sigma)).toBe(fitted[0]);
  expect(said.quotes).toHaveLength(200);

  await dialog.getByRole('button', { name: 'Copy quotes' }).click();
  await expect(dialog.getByText('Quotes copied')).toBeVisible();
  expect((await clipboardText(page)).split('\n')[1]).toContain(`\t${prices[0]}`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Export' })).toBeFocused();

  // Another surface comes between; then each file gives back what it holds.
  for (const file of [csv, report]) {
    await paste(page, read('cgmy-noise-1pct.tsv'));
    await expect.poll(() => values(page)).not.toEqual(prices);
    await page.getByLabel('Import a file').setInputFiles({
      name: file.name,
      mimeType: 'text/plain',
      buffer: file.bytes,
    });
    await expect.poll(() => values(page)).toEqual(prices);
    await calibrated(page);
    await expect.poll(() => parameters(page)).toEqual(fitted);
  }
});

/** A menu is opened and used by keys alone. */
async function exportImage(page: Page, item: string) {
  const opener = page.getByRole('button', { name: 'Export image' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('button', { name: new RegExp(`^${item}`) });
  await expect(entry).toBeVisible();
  await entry.focus();
  await page.keyboard.press('Enter');
  await expect(opener).toBeFocused();
}

test('a plot is saved as SVG and PNG, and copied', async ({ page }) => {
  const svg = await downloaded(page, () => exportImage(page, 'SVG'));
  expect(svg.name).toBe(`levy-variance-gamma-index-skew-smile-0-52-years-${today()}.svg`);
  // The application's policy lets no text become a document.
  const viewer = await page.context().newPage();
  const drawn = await viewer.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const texts = [...file.querySelectorAll('text')].map(({ textContent }) => textContent);
    const paths = [...file.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
    return {
      error: file.querySelector('parsererror')?.textContent,
      classes: file.querySelectorAll('[class], [style]').length,
      colours: [...file.querySelectorAll('[fill]')].map((each) => each.getAttribute('fill')),
      longest: Math.max(...paths.map(({ length }) => length)),
      texts,
    };
  }, svg.bytes.toString());
  await viewer.close();
  expect(drawn.error).toBeUndefined();
  expect(drawn.classes).toBe(0);
  for (const colour of drawn.colours) expect(colour).toMatch(/^(?:#[0-9a-f]{6}|none|url\(.*\))$/);
  expect(drawn.longest).toBeGreaterThan(500);
  expect(drawn.texts[0]).toBe('Smile, 0.52 years');
  expect(drawn.texts).toEqual(expect.arrayContaining(['Market', 'Variance Gamma', 'forward']));
  expect(drawn.texts.at(-1)).toMatch(/^Variance Gamma σ\s0\.1800 .* · Index skew · /);

  const png = await downloaded(page, () => exportImage(page, 'PNG'));
  expect(png.name).toMatch(/\.png$/);
  const looks = await pixels(page, [...png.bytes]);
  const shown = await page.locator('[data-plot]').boundingBox();
  expect(looks.width).toBeGreaterThan(2 * (shown?.width ?? 0));
  expect(looks.corner).toEqual([255, 255, 255, 255]);
  expect(looks.colours).toBeGreaterThan(20);

  await exportImage(page, 'Copy as PNG');
  await expect(page.getByText('Picture copied')).toBeVisible();
  expect(await clipboardTypes(page)).toContain('image/png');
});

/** What a PNG shows, read by the browser. */
function pixels(page: Page, bytes: number[]) {
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(data)], { type: 'image/png' }));
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const all = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const corner = [...context.getImageData(0, 0, 1, 1).data];
    return { width, height, corner, colours: new Set(all).size };
  }, bytes);
}

test('heat maps and the dark theme are in the pictures too', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('tab', { name: 'Residuals' }).click();
  const { bytes } = await downloaded(page, () => exportImage(page, 'SVG'));
  const file = bytes.toString();
  // 200 cells with their hairlines, the gradient of the scale, the hatching of what has no value.
  expect(file.match(/<rect/g)?.length).toBeGreaterThan(400);
  expect(file).toContain('<linearGradient');
  expect(file).toContain('<pattern');
  const ground = /<rect [^>]*fill="(#[0-9a-f]{6})"/.exec(file)?.[1];
  expect(Number.parseInt(ground?.slice(1, 3) ?? 'ff', 16)).toBeLessThan(64);
});

const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;

test('the report is one page of A4 or Letter, and the screen is there again', async ({ page }) => {
  const report = page.locator('[data-report]');
  await page.emulateMedia({ media: 'print' });
  await expect(report).toBeVisible();
  await expect(page.getByRole('main')).toBeHidden();
  await expect(report.getByRole('heading', { level: 1 })).toHaveText(
    'Variance Gamma on Index skew',
  );
  await expect(report).toContainText('Variance Gamma fits 200 quotes to 0.042 bp');
  await expect(report.locator('svg')).toHaveCount(10);
  await expect(report.getByRole('table')).toHaveCount(3);
  await expect(report.getByRole('row')).toHaveCount(4 + 3 + 21);
  await page.emulateMedia({ media: null });
  await expect(report).toHaveCount(0);
  await expect(page.getByRole('main')).toBeVisible();

  await paste(page, read('ragged-index-quotes.csv'));
  await expect(page.getByText('Pasted table').first()).toBeVisible();
  await calibrated(page);
  for (const format of ['A4', 'Letter']) expect(pages(await page.pdf({ format }))).toBe(1);
  await expect(report).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(report).toContainText('means over bands of strikes');
  const [box, foot] = await Promise.all([
    report.boundingBox(),
    report.locator('footer').boundingBox(),
  ]);
  // Nothing is cut off: the foot stands within the page.
  expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(
    (box?.y ?? 0) + (box?.height ?? 0) + 1,
  );
});
