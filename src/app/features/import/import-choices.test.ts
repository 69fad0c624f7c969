import { expect, test } from 'vitest';
import { createImportChoices } from './import-choices.ts';
import type { Doubt } from './reading-options.ts';

function memory(start: string | null = null) {
  let kept = start;
  return {
    read: () => kept,
    write: (_: string, value: string) => {
      kept = value;
    },
  };
}

const doubt: Doubt = { about: 'values', question: '', between: 'price percent' };

test('an answer is recalled for the same doubt in a table of the same shape', () => {
  const storage = memory();
  createImportChoices(storage).keep([{ shape: 'a', doubt, value: 'percent' }]);
  const later = createImportChoices(storage);
  expect(later.recall('a', doubt)).toEqual({ values: 'percent' });
  expect(later.recall('b', doubt)).toBeUndefined();
  expect(later.recall('a', { ...doubt, between: 'price fraction' })).toBeUndefined();
  later.keep([{ shape: 'a', doubt, value: 'price' }]);
  expect(later.recall('a', doubt)).toEqual({ values: 'price' });
});

test('the last fifty are kept', () => {
  const storage = memory();
  const choices = createImportChoices(storage);
  for (let i = 0; i < 60; i++) choices.keep([{ shape: `${i}`, doubt, value: 'percent' }]);
  expect(JSON.parse(storage.read() ?? '')).toHaveLength(50);
  expect(choices.recall('9', doubt)).toBeUndefined();
  expect(choices.recall('10', doubt)).toEqual({ values: 'percent' });
});

test.each([
  '',
  'x',
  '{}',
  '[1]',
  '[["a"]]',
  '[["values: price percent in a","__proto__"]]',
  '[["values: price percent in a","constructor"]]',
  JSON.stringify([['values: price percent in a', 'days']]),
])('%j in the storage is no answer', (kept) => {
  expect(createImportChoices(memory(kept)).recall('a', doubt)).toBeUndefined();
});
