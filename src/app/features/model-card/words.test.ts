import { expect, test } from 'vitest';
import type { CardFacts, TrainingRecipe } from '../../state/network-card.ts';
import {
  aucText,
  bytesText,
  countText,
  coverageText,
  layersText,
  noiseText,
  r2Text,
  shortHash,
  trainingText,
} from './words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const recipe: TrainingRecipe = {
  samples: 262144,
  margin: 0.02,
  rounds: 3,
  epochs: 20,
  noise: {
    rounded: 0.25,
    relative: 0.4,
    both: 0.12,
    tick: [1e-7, 2e-4],
    deviation: [1e-4, 0.12],
    incomplete: 0.3,
    mostMissing: 0.6,
  },
};

test('the training is said with the surfaces, where they lie, and how often they were seen', () => {
  expect(plain(trainingText(recipe))).toBe(
    '262,144 surfaces priced by the model itself, spread over the ranges below and 2 % beyond; 3 rounds of 20 passes, each round with new noise',
  );
  expect(trainingText({ ...recipe, rounds: 1 })).toContain('1 round of');
});

test('the noise mix adds up to all surfaces', () => {
  const said = plain(noiseText(recipe, 100));
  expect(said).toBe(
    '25 % rounded to ticks of 0.00001 … 0.02 at a spot of 100, 40 % with noise of 0.01 … 12 % of the price, 12 % with both, 23 % clean; 30 % with up to 60 % of the quotes missing',
  );
});

test('both networks are said by their widths', () => {
  const card = { layers: [43, 128, 3], errorLayers: [43, 48, 6] } as unknown as CardFacts;
  expect(layersText(card)).toBe(
    '43 → 128 → 3 for the parameters, 43 → 48 → 6 for their errors; SiLU between',
  );
});

test('accuracy is never rounded up to perfection, and what was not measured is a dash', () => {
  expect([0.999996, 1, 0.98765432, -0.5, Number.NaN].map(r2Text)).toEqual([
    '0.99999',
    '1.00000',
    '0.98765',
    '−0.50000',
    '–',
  ]);
  expect([0.9481, Number.NaN].map(coverageText).map(plain)).toEqual(['94.8 %', '–']);
  expect([0.99996, 0.5, Number.NaN].map(aucText).map(plain)).toEqual(['99.9 %', '50 %', '–']);
});

test('sizes and hashes are short', () => {
  expect(plain(bytesText(219700))).toBe('220 kB');
  expect(countText(262144)).toBe('262,144');
  expect(shortHash('7c9a700295f8cb652e6573917f08be3eaba1731114aef825244b4ad40d916718')).toBe(
    '7c9a7002…0d916718',
  );
});
