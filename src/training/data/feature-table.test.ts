import { expect, test } from 'vitest';
import { cellFeature } from '../../network/features.ts';
import { featureTable } from './feature-table.ts';
import { randomStream } from './random.ts';

test('the feature table agrees with the features that ship', () => {
  const table = featureTable(1e-5);
  const random = randomStream(1);
  for (let n = 0; n < 3000; n++) {
    const cell = Math.floor(random() * 200);
    const timeValue = 10 ** (-7 + 6.5 * random()) * (random() < 0.1 ? -1 : 1);
    expect(table(cell, timeValue)).toBeCloseTo(cellFeature(cell, timeValue, 1e-5), 5);
  }
});
