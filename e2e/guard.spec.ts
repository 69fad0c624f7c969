import type { Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';

/** What the guard of all tests sees of what no test may do; and the policy that forbids it. */
const outside = 'https://outside.example/';

test.beforeEach(async ({ page }) => {
  // Whatever gets out of the policy gets no further.
  await page.context().route(`${outside}**`, (route) => route.abort());
  await page.goto('./');
  await calibrated(page);
});

/** Evaluated by the page itself: what the debugger evaluates may do more. */
const trials: ReadonlyArray<readonly [name: string, directive: string, (page: Page) => unknown]> = [
  ['an inline script', 'require-trusted-types-for', (page) => page.evaluate(addInlineScript)],
  ['a module from elsewhere', 'script-src-elem', (page) => page.evaluate(loadModule, outside)],
  ['markup made of text', 'require-trusted-types-for', (page) => page.evaluate(setMarkup)],
  ['a worker of any URL', 'require-trusted-types-for', (page) => page.evaluate(startWorker)],
  ['a policy of its own', 'trusted-types', (page) => page.evaluate(makePolicy)],
  ['a style attribute', 'style-src-attr', (page) => page.evaluate(setStyle)],
  ['a frame', 'frame-src', (page) => page.evaluate(addFrame)],
  ['an image from elsewhere', 'img-src', (page) => page.evaluate(loadImage, outside)],
  ['a request to elsewhere', 'connect-src', (page) => page.evaluate(request, outside)],
];

test('the policy refuses, and the guard sees it', async ({ page, problems }) => {
  for (const [name, directive, attempt] of trials) {
    await attempt(page);
    const breaches = () =>
      problems.filter(({ kind }) => kind === 'policy').map(({ text }) => text.split(' ')[1]);
    await expect.poll(breaches, name).toContain(directive);
    problems.length = 0;
  }
});

test('workers are held to the policy too', async ({ page, context, problems }) => {
  const workers = [...page.workers(), ...context.serviceWorkers()];
  expect(workers.map((worker) => new URL(worker.url()).pathname.replace(/-.*(?=\.)/, ''))).toEqual(
    expect.arrayContaining(['/assets/calibration.worker.js', '/sw.js']),
  );
  for (const worker of workers) {
    await worker.evaluate(request, outside);
    await expect
      .poll(() => problems.filter(({ kind }) => kind === 'policy').map(({ text }) => text))
      .toContainEqual(expect.stringContaining(`connect-src ${outside}`));
    problems.length = 0;
  }
});

test('errors and requests to other machines are seen', async ({ context, problems }) => {
  const plain = await context.newPage();
  await plain.goto('about:blank');
  await plain.evaluate(request, outside);
  await plain.evaluate(() => {
    console.error('on purpose');
    setTimeout(() => {
      throw new Error('thrown on purpose');
    });
  });
  const seen = () => problems.map(({ kind, text }) => `${kind}: ${text}`);
  await expect.poll(seen).toContain(`request: ${outside}`);
  await expect.poll(seen).toContain('console: on purpose');
  await expect.poll(seen).toContain('page: Error: thrown on purpose');
  problems.length = 0;
});

function addInlineScript() {
  const script = document.createElement('script');
  script.append('globalThis.ran = true');
  document.head.append(script);
}

async function loadModule(url: string) {
  await import(url).catch(() => undefined);
}

function setMarkup() {
  try {
    document.createElement('div').innerHTML = '<b>bold</b>';
  } catch {}
}

function startWorker() {
  try {
    new Worker('sw.js');
  } catch {}
}

function makePolicy() {
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes: { createPolicy: (name: string, rules: object) => unknown };
  };
  try {
    trustedTypes.createPolicy('anything', {});
  } catch {}
}

function setStyle() {
  document.createElement('div').setAttribute('style', 'color: red');
}

function addFrame() {
  const frame = document.createElement('iframe');
  frame.src = 'index.html';
  document.body.append(frame);
}

function loadImage(url: string) {
  new Image().src = url;
}

async function request(url: string) {
  await fetch(url).catch(() => undefined);
}
