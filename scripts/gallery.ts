/**
 * Pictures of the app's states at three sizes, light and dark, from the production build: a sheet a
 * state in docs/gallery, and the page that shows them.
 * Usage: npm run gallery [-- --only what-if,density] [-- --folder DIR]
 * With --folder every picture is also written as it is, for a closer look.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumPath } from '../e2e/chromium.ts';
import { calibrated } from '../e2e/screen-page.ts';
import { type ScreenState, states } from '../e2e/states.ts';

interface Picture {
  readonly size: string;
  readonly theme: 'light' | 'dark';
  readonly png: Buffer;
}

const SIZES = { desk: [1440, 900], phone: [390, 844], wall: [2560, 1440] } as const;
const THEMES = ['light', 'dark'] as const;
const OUT = fileURLToPath(new URL('../docs/gallery/', import.meta.url));

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, folder: { type: 'string' } },
});
const only = options.only?.split(',');

const server = await preview({ preview: { port: 4184, strictPort: false }, logLevel: 'warn' });
const url = server.resolvedUrls?.local[0] ?? '';
const executablePath = chromiumPath();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-background-networking'],
});
await mkdir(OUT, { recursive: true });
if (options.folder) await mkdir(options.folder, { recursive: true });
for (const state of states) {
  if (only && !only.includes(state.name)) continue;
  const pictures: Picture[] = [];
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    for (const theme of THEMES) {
      const png = await picture(browser, state, { width, height }, theme);
      pictures.push({ size, theme, png });
      if (options.folder)
        await writeFile(`${options.folder}/${state.name}-${size}-${theme}.png`, png);
    }
  }
  await writeFile(`${OUT}${state.name}.jpg`, await sheet(browser, pictures));
  console.log(state.name);
}
await browser.close();
await server.close();

const lines = states.map(({ name, title }) => `## ${title}\n\n![${title}](gallery/${name}.jpg)\n`);
await writeFile(
  new URL('../docs/gallery.md', import.meta.url),
  `# Gallery\n\nEach state at 1440×900, 390×844 and 2560×1440, light and dark. \`npm run gallery\` writes this page.\n\n${lines.join('\n')}`,
);

async function picture(
  on: Browser,
  { reach }: ScreenState,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark',
): Promise<Buffer> {
  const context = await on.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${url}?backend=wasm`);
  await page.locator('[data-parameter][data-value]').first().waitFor({ timeout: 60_000 });
  await calibrated(page);
  await reach(page);
  await page.waitForTimeout(600);
  const png = await page.screenshot();
  await context.close();
  return png;
}

/** All pictures of a state on one sheet: the desk's above, the phone's and the wall's below. */
async function sheet(on: Browser, pictures: readonly Picture[]): Promise<Buffer> {
  const image = (size: string, theme: string, height: number) => {
    const found = pictures.find((each) => each.size === size && each.theme === theme);
    return `<img height="${height}" src="data:image/png;base64,${found?.png.toString('base64')}">`;
  };
  const row = (size: string, height: number) =>
    THEMES.map((theme) => image(size, theme, height)).join('');
  const context = await on.newContext({ viewport: { width: 1880, height: 980 } });
  const page = await context.newPage();
  await page.setContent(`<style>
    body { margin: 0; padding: 16px; background: #888; width: max-content; }
    div { display: flex; gap: 16px; margin-bottom: 16px; }
  </style><div>${row('desk', 500)}</div><div>${row('phone', 400)}${row('wall', 400)}</div>`);
  await page.waitForTimeout(300);
  const jpg = await page.screenshot({ fullPage: true, type: 'jpeg', quality: 78 });
  await context.close();
  return jpg;
}
