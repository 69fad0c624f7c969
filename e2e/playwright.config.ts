import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** A server that runs already, to test in place of one of our own. */
const running = process.env.E2E_URL;
const port = Number(process.env.E2E_PORT ?? 4173);
const executablePath = chromiumPath();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // A spec waits for the page most of its time: two at once keep two cores busy.
  workers: 2,
  // Software graphics on a busy machine may be late once; the report tells who was.
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: running ?? `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [...chromiumArguments],
    },
  },
  ...(!running && {
    webServer: {
      command: `npx vite preview --port ${port} --strictPort`,
      cwd: '..',
      url: `http://localhost:${port}/`,
      reuseExistingServer: false,
    },
  }),
});
