import { expect, test } from 'vitest';
import type { Command } from '../../commands/command.ts';
import { matchCommands } from './palette-match.ts';

const command = (id: string, title: string, words = ''): Command => ({
  ...{ id, title, words, group: 'Plots', run: () => undefined },
});
const commands = [
  command('history', 'History…', 'past kept'),
  command('smile', 'Smile', 'volatility'),
  command('term', 'Term structure', 'atm'),
  command('residuals', 'Residuals', 'heat map error'),
  command('grid-residuals', 'Residuals in the grid'),
  command('levy', 'Sample: Lévy', ''),
];
const found = (query: string, recent: string[] = []) =>
  matchCommands(query, commands, recent).map(({ command: { id } }) => id);

test('nothing typed shows everything, what was done last first', () => {
  expect(found('')).toEqual(commands.map(({ id }) => id));
  expect(found(' ', ['term', 'smile', 'gone']).slice(0, 3)).toEqual(['term', 'smile', 'history']);
});

test('a word is found at the start of words before the middle, and by other words', () => {
  expect(found('str')[0]).toBe('term');
  expect(found('atm')).toEqual(['term']);
  expect(found('ERROR')).toEqual(['residuals']);
});

test('scattered letters are found in order', () => {
  expect(found('tstr')).toEqual(['term']);
  expect(found('rts')).toEqual([]);
  expect(found('hst')).toEqual(['history']);
});

test('every word has to be found', () => {
  expect(found('res grid')).toEqual(['grid-residuals']);
  expect(found('res nowhere')).toEqual([]);
});

test('accents and case do not matter', () => {
  expect(found('levy')).toEqual(['levy']);
  expect(found('LÉVY')).toEqual(['levy']);
});

test('what was typed is marked in the title', () => {
  const [match] = matchCommands('stru', commands, []);
  expect([...(match?.letters ?? [])]).toEqual([5, 6, 7, 8]);
});

test('no query breaks it', () => {
  for (const query of ['\\', '(', '[a', '*', '\u{1F600}', 'a'.repeat(5000), 'ﬁ', 'İ'])
    expect(() => found(query)).not.toThrow();
});
