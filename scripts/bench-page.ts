/**
 * Times the production build in a real Chromium: navigation to the first calibrated sample, and how
 * long the main thread was blocked on the way; an edited price to the screen that shows its answer;
 * pictures while a what-if slider is dragged.
 * Usage: npm run bench:page [-- --json] [-- --url <of a server that runs already>]
 */
import { parseArgs } from 'node:util';
import { withBuiltPage } from './bench/built-page.ts';
import { editLines, timeEdits } from './bench/edit-to-screen.ts';
import { firstResultLines, timeFirstResults } from './bench/first-result.ts';
import { sliderLines, timeSlider } from './bench/slider-frames.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, url: { type: 'string' } },
});
const results = await withBuiltPage(options.url, async (built) => ({
  visits: await timeFirstResults(built),
  edits: await timeEdits(built),
  slider: await timeSlider(built),
}));
if (options.json) {
  console.log(JSON.stringify(results));
} else {
  const { visits, edits, slider } = results;
  console.log(
    [...firstResultLines(visits), ...editLines(edits), ...sliderLines(slider)].join('\n'),
  );
}
