import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { models } from '../../levy/models.ts';
import { readCard, usualDistance } from './network-card.ts';

const folder = 'public/networks';

test.each(models)(
  'the card of $name names the file that lies beside it',
  ({ name, parameters }) => {
    const card = readCard(JSON.parse(readFileSync(`${folder}/${name}/card.json`, 'utf8')));
    const weights = readFileSync(`${folder}/${name}/${card?.weights.file}`);
    expect(card?.weights.sha256).toBe(createHash('sha256').update(weights).digest('hex'));
    expect(card?.weights.bytes).toBe(weights.length);
    expect(Object.keys(card?.ranges ?? {})).toEqual(parameters.map(({ key }) => key));
    expect(card?.recipe?.samples).toBeGreaterThan(0);
    // Measured after the training: without it the words about the network's distance are left out.
    expect(card && usualDistance(card)).toBeGreaterThan(0);
  },
);

const least = {
  layers: [43, 8, 3],
  errorLayers: [43, 4, 6],
  weights: { file: 'weights.safetensors', bytes: 9, sha256: 'ab' },
  ranges: { sigma: { min: 0.1, max: 0.6 } },
  date: '2026-11-23',
};
const condition = (name: string, p95: number | null) => ({
  condition: name,
  parameters: [{ label: 'σ', r2: 0.9, mae: 0.01, coverage68: 0.7, coverage95: null }],
  repricing: { median: 2, p95 },
});

test('what a network usually misses its own surfaces by is that of clean ones', () => {
  const conditions = [condition('rounded to cents', 9), condition('clean', 4)];
  const card = readCard({ ...least, accuracy: { samples: 10, conditions } });
  expect(card && usualDistance(card)).toBe(4);
  expect(card?.accuracy?.conditions[0]?.parameters[0]?.coverage95).toBeNaN();
  expect(card?.accuracy?.unfamiliarity).toEqual([]);
});

test('a stranger that was held against clean surfaces only is shown all the same', () => {
  const unfamiliarity = [{ against: 'uniform noise', auc: 0.97 }];
  const card = readCard({ ...least, accuracy: { samples: 1, conditions: [], unfamiliarity } });
  expect(card?.accuracy?.unfamiliarity).toEqual([
    { against: 'uniform noise', auc: 0.97, aucNoisy: Number.NaN },
  ]);
});

test('a card that says nothing of accuracy or training is a card all the same', () => {
  const card = readCard({ ...least, accuracy: null, recipe: { samples: 'many' } });
  expect(card?.date).toBe('2026-11-23');
  expect(card?.accuracy).toBeUndefined();
  expect(card?.recipe).toBeUndefined();
  expect(card && usualDistance(card)).toBeUndefined();
  const unknown = { samples: 1, conditions: [condition('clean', null)] };
  expect(usualDistance(readCard({ ...least, accuracy: unknown })!)).toBeUndefined();
});

test('what is no card is none', () => {
  expect(readCard('<!doctype html>')).toBeUndefined();
  expect(readCard({ ...least, weights: undefined })).toBeUndefined();
});
