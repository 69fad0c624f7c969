import type { Page } from 'playwright';
import { type BuiltPage, settled } from './built-page.ts';
import { type Report, rowOf, short } from './report.ts';

/** Pictures while a what-if slider is dragged. */
interface SliderFrames {
  readonly model: string;
  /** Between one picture with a new model line and the next, in ms. */
  readonly intervalsMs: readonly number[];
  readonly framesPerSecond: number;
}

const MODELS = ['VarianceGamma', 'CGMY'] as const;
const DRAG_MS = 4000;
/** Of the pointer, in px a second: a new place in every frame, as a hand that seeks. */
const SPEED = 150;
/** Between two reports of the mouse. */
const REPORT_MS = 8;

/** Drags the first parameter's slider to and fro by the mouse, on WASM. */
async function timeSlider({ visit }: BuiltPage): Promise<SliderFrames[]> {
  const frames: SliderFrames[] = [];
  for (const model of MODELS) {
    frames.push(await visit('wasm', (page) => drag(page, model)));
  }
  return frames;
}

async function drag(page: Page, model: string): Promise<SliderFrames> {
  if (model !== 'VarianceGamma') {
    await page.getByRole('combobox', { name: 'Model' }).selectOption(model);
    await page.waitForFunction(() => document.querySelector('[data-parameter="C"][data-value]'));
  }
  await settled(page);
  await page.getByRole('button', { name: 'What if' }).click();
  const box = await page.getByRole('slider').first().boundingBox();
  if (!box) throw new Error('There is no slider.');
  const y = box.y + box.height / 2;
  const [left, right] = [box.x + 0.2 * box.width, box.x + 0.8 * box.width];
  await page.mouse.move(left, y);
  await page.mouse.down();
  await page.waitForTimeout(500);
  await page.evaluate(countPictures);
  const started = performance.now();
  const moves: Promise<void>[] = [];
  for (;;) {
    const elapsed = performance.now() - started;
    if (elapsed > DRAG_MS) break;
    const way = ((SPEED * elapsed) / 1000) % (2 * (right - left));
    // A mouse reports at its own pace, and does not wait for the page to have drawn.
    moves.push(page.mouse.move(left + Math.min(way, 2 * (right - left) - way), y));
    await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
  }
  await Promise.all(moves);
  await page.mouse.up();
  const at = await page.evaluate(() => (globalThis as { pictures?: number[] }).pictures ?? []);
  const intervalsMs = at.slice(1).map((time, i) => time - (at[i] ?? Number.NaN));
  const framesPerSecond = (1000 * intervalsMs.length) / ((at.at(-1) ?? 0) - (at[0] ?? 0));
  return { model, intervalsMs, framesPerSecond };
}

/** In the page: when each frame was drawn that had a new model line in it. */
function countPictures(): void {
  const pictures: number[] = [];
  Object.assign(globalThis, { pictures });
  let isNew = false;
  new MutationObserver((changes) => {
    isNew ||= changes.some(
      ({ target }) => target instanceof Element && target.matches('[data-line="model"]'),
    );
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['d'] });
  const frame = (time: number) => {
    if (isNew) pictures.push(time);
    isNew = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** A row a model. */
export async function benchSlider(built: BuiltPage): Promise<Report> {
  const frames = await timeSlider(built);
  return {
    part: 'slider',
    title: 'What-if slider',
    about:
      'Time from one picture with a new model line to the next while a slider is dragged by the mouse, in the ' +
      'production build.',
    rows: frames.map(({ model, intervalsMs, framesPerSecond }) => {
      const worst = short(Math.max(...intervalsMs));
      const note = `${framesPerSecond.toFixed(0)} frames a second, worst ${worst} ms`;
      return rowOf(`${model}: between two pictures`, intervalsMs, { note });
    }),
  };
}
