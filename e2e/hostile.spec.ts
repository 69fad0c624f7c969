import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, paste } from './screen-page.ts';

/*
 * What the page is given by others: it says what is wrong, stays as it was, and answers a click
 * meanwhile. How long it is kept from that is measured in main-thread.spec.ts.
 */

const MARKUP = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';
const TABLE = 'K\t0.25\t0.5\n90\t12.1\t13\n95\t8\t9.5\n100\t5\t6.5\n105\t3\t4.5\n';

let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  complaints = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  await page.goto('./');
  await calibrated(page);
});

test.afterAll(async () => {
  await page.close();
});

/** Gives the page something hostile; it refuses in these words, and nothing else is another. */
async function refuses(give: () => Promise<unknown>, words: RegExp) {
  const first = cell(page, 0, 0);
  const was = String(await first.getAttribute('data-value'));
  await give();
  // Any button will do: the page is there for the analyst while it reads.
  await page.getByRole('tab', { name: 'Residuals' }).click();
  await page.getByRole('tab', { name: 'Smile', exact: true }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(words);
  await expect(notice).toContainText('The surface on screen is unchanged.');
  await expect(first).toHaveAttribute('data-value', was);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  expect(complaints).toEqual([]);
}

/** A paste of a text that is made in the page, since to send it there would take longer than to read it. */
const pasteMade = (piece: string, times: number) =>
  page.evaluate(
    ([text, count]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text.repeat(count));
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    },
    [piece, times] as const,
  );

const open = (name: string, buffer: Buffer) =>
  page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer });

test('a paste of 50 MB, with the focus in the grid or in a field', async () => {
  await cell(page, 0, 0).focus();
  await refuses(() => pasteMade('12.5\t', 10_000_000), /This is 50\.0 MB/);
  await page.getByLabel('Spot', { exact: true }).focus();
  await refuses(() => pasteMade('1', 50_000_000), /This is 50\.0 MB/);
});

test('a file of a million cells', async () => {
  const million = Buffer.from(`${'1\t'.repeat(999)}1\n`.repeat(1000));
  await refuses(() => open('million.tsv', million), /1,000 rows and 1,000 columns/);
});

test('files of other programs, by their bytes', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  await refuses(() => open('prices.csv', png), /This is a picture/);
  const workbook = Buffer.from(
    'PK\u0003\u0004\u0014\0\u0006\0[Content_Types].xml\0xl/workbook.xml',
  );
  await refuses(() => open('prices.csv', workbook), /Excel workbook.*Save the sheet/);
  const zeros = Buffer.alloc(100_000);
  await refuses(() => open('prices.csv', zeros), /This is not text/);
});

test('UTF-16 and Windows-1252 are read, marked or not', async () => {
  const german = 'Straße °;0,25;0,5\n90;12;13\n95;8;9,5\n100;5;6,5\n105;3;4,5\n';
  const files: ReadonlyArray<readonly [string, Buffer]> = [
    ['marked.txt', Buffer.from(`\ufeff${german}`, 'utf16le')],
    ['unmarked.txt', Buffer.from(german, 'utf16le')],
    ['big-endian.txt', Buffer.from(german, 'utf16le').swap16()],
    ['ansi.csv', Buffer.from(german, 'latin1')],
  ];
  for (const [name, buffer] of files) {
    await open(name, buffer);
    await expect(page.getByText(name).first()).toBeVisible();
    await expect(cell(page, 1, 1)).toHaveAttribute('data-value', '9.5');
  }
  expect(complaints).toEqual([]);
});

test('a link that would unfold to half a gigabyte, and one with a deep nest', async () => {
  const follow = (text: string | Buffer) => () =>
    page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#s=1.${rawDeflated(text)}`,
    );
  await refuses(follow(Buffer.alloc(500_000_000)), /cut off or damaged/);
  await refuses(follow('['.repeat(2_900_000)), /cut off or damaged/);
});

test('markup in names and titles is text, on the screen and in what is exported', async ({
  browser,
}) => {
  await open(`${MARKUP.replaceAll('/', '∕')}.csv`, Buffer.from(TABLE));
  await calibrated(page);
  await expect(page.getByText('<img src=x').first()).toBeVisible();
  await paste(page, `K\t0.25\t0.5\n90\t=1+1\t${MARKUP}\n95\t8\t9\n100\t5\t6\n105\t3\t4\n`);
  await expect(page.getByRole('alert')).toContainText('“=1+1” is a formula');
  await expect(page.getByRole('alert')).toContainText('“<img src=x');
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();

  await page.getByRole('button', { name: 'Export image' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^SVG/ }).click();
  const svg = readFileSync(await (await saved).path(), 'utf8');
  expect(svg).toContain('&lt;img src=x onerror=&quot;');
  expect(svg).not.toMatch(/<(?:script|img|foreignObject)/i);
  expect(await svgFaults(browser, svg)).toEqual([]);

  await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await expect(history.getByText('<img src=x').first()).toBeVisible();
  await page.keyboard.press('Escape');
  expect(
    await page.evaluate(() => ['harmed' in window, document.querySelectorAll('img').length]),
  ).toEqual([false, 0]);
  expect(complaints).toEqual([]);
});

/** What in an image is no XML, or would run. */
const svgFaults = async (browser: Browser, svg: string) => {
  // The page's own policy lets no text become markup.
  const blank = await browser.newPage();
  const faults = await blank.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [documentElement, ...documentElement.querySelectorAll('*')].flatMap((element) => [
      ...(/^(?:parsererror|script|foreignObject)$/i.test(element.tagName) ? [element.tagName] : []),
      ...element.getAttributeNames().filter((name) => /^on|href$/i.test(name)),
    ]);
  }, svg);
  await blank.close();
  return faults;
};

function rawDeflated(text: string | Buffer): string {
  return deflateRawSync(text, { level: 9 }).toString('base64url');
}
