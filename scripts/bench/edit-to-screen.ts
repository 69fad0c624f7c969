import type { Page } from 'playwright';
import { type BuiltPage, settled } from './built-page.ts';
import { quantiles } from './quantiles.ts';
import { type Report, rowOf, short } from './report.ts';

/** Edits of one price, each from the Enter that ends it to the screen that shows its answer. */
interface EditTimes {
  readonly model: string;
  /** The sample that is edited: each model on surfaces of its own, and CGMY where its fit is hardest. */
  readonly sample: string;
  /** Until the frame is painted that shows the new parameters; and the plot too, in ms. */
  readonly parametersMs: readonly number[];
  readonly screenMs: readonly number[];
}

const EDITS = 40;
/** More than an edit takes, the comparison of the models that comes after it included. */
const QUIET_MS = 1200;
const EDITED = [
  ['VarianceGamma', 'Index skew'],
  ['CGMY', 'Index jumps'],
  ['CGMY', 'Index skew'],
] as const;

/** Times edits by real keys on WASM, in the page itself. */
async function timeEdits({ visit }: BuiltPage): Promise<EditTimes[]> {
  const times: EditTimes[] = [];
  for (const [model, sample] of EDITED) {
    times.push(
      await visit(
        'wasm',
        (page) => timeEditsOf(page, model, sample),
        (page) => page.addInitScript(watchScreen),
      ),
    );
  }
  return times;
}

interface Painted {
  readonly parameters: number;
  readonly screen: number;
}

async function timeEditsOf(page: Page, model: string, sample: string): Promise<EditTimes> {
  const first = page.locator('[data-parameter]').first();
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: sample }).click();
  if (model !== 'VarianceGamma') {
    await page.getByRole('combobox', { name: 'Model' }).selectOption(model);
    await page.waitForFunction(() => document.querySelector('[data-parameter="C"][data-value]'));
  }
  await settled(page);
  const cell = page.locator('[data-key="5:2"]');
  const price = Number(await cell.getAttribute('data-value'));
  const painted: Painted[] = [];
  for (let n = 0; n < EDITS; n++) {
    await cell.focus();
    const before = await first.getAttribute('data-value');
    // Never a price of before, whose answer would come from memory.
    await page.keyboard.type((price * (1.01 + 0.01 * (n % 5) + 0.0002 * n)).toFixed(4));
    await page.keyboard.press('Enter');
    await page.waitForTimeout(QUIET_MS);
    if ((await first.getAttribute('data-value')) === before) {
      throw new Error('An edit came to no new parameters.');
    }
    painted.push(await page.evaluate(() => (globalThis as { painted?: Painted }).painted as never));
  }
  return {
    model,
    sample,
    parametersMs: painted.map(({ parameters }) => parameters),
    screenMs: painted.map(({ screen }) => screen),
  };
}

/**
 * In the page: from each Enter, when the frame is painted after the last change of the parameters,
 * and of the parameters and the plot, in ms since the key was pressed.
 */
function watchScreen(): void {
  let pressed = 0;
  const painted = { parameters: 0, screen: 0 };
  Object.assign(globalThis, { painted });
  document.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'Enter') return;
      pressed = timeStamp;
      painted.parameters = 0;
      painted.screen = 0;
    },
    true,
  );
  const afterPaint = (note: (ms: number) => void) => {
    const since = pressed;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (since === pressed) note(performance.now() - since);
      };
      port2.postMessage(undefined);
    });
  };
  new MutationObserver((changes) => {
    const isIn = (selector: string) =>
      changes.some(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest(selector);
      });
    const isParameter = isIn('[data-parameter]');
    if (!isParameter && !isIn('[data-plot]')) return;
    afterPaint((ms) => {
      if (isParameter) painted.parameters = ms;
      painted.screen = ms;
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** A row a model and sample. */
export async function benchEdits(built: BuiltPage): Promise<Report> {
  const times = await timeEdits(built);
  return {
    part: 'edits',
    title: 'Edit to screen',
    about:
      'From the Enter that ends an edit of one price to the frame in which parameters and plots show its ' +
      'answer, refined, in the production build on WASM, by real keys.',
    rows: times.map(({ model, sample, parametersMs, screenMs }) => {
      const note = `parameters alone ${short(quantiles(parametersMs)(0.5))} ms`;
      return rowOf(`${model}: ${sample}`, screenMs, { note });
    }),
  };
}
