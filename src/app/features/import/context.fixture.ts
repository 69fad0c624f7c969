import type { ImportContext } from './import-context.ts';

/** What the page shows at first. */
export const context: ImportContext = {
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
  today: '2026-11-23',
};
